//! GitHub's answers in the simulated world.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::world::{BOT, Comment, REPOSITORY, World};

/// A page as GitHub gives it: the items, and whether there is another.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Value,
    pub(super) more: bool,
}

impl World {
    pub(super) fn github(
        &mut self,
        method: &str,
        path: &str,
        query: &HashMap<&str, String>,
        body: Option<&Value>,
    ) -> Answer {
        if self.github_is_down {
            return answer(502, json!({ "message": "Bad Gateway" }));
        }
        let text = || body.and_then(|body| body["body"].as_str()).unwrap_or_default().to_owned();
        let number = |text: &str| text.parse().unwrap_or_default();
        let Some(rest) = path.strip_prefix("/repos/octo/shop/") else {
            return answer(403, json!({ "message": "Resource not accessible by integration" }));
        };
        let segments: Vec<_> = rest.split('/').collect();
        if method != "GET" && !self.may_comment {
            return answer(403, json!({ "message": "Resource not accessible by integration" }));
        }
        match (method, segments.as_slice()) {
            ("GET", ["pulls", one]) => match self.pull(number(one)) {
                Some(pull) => answer(200, pull),
                None => missing(),
            },
            ("GET", ["pulls"]) => {
                let open = self.pulls.iter().filter(|(_, pull)| pull.open);
                let open: Vec<_> = open.map(|(number, _)| *number).collect();
                paged(open.into_iter().filter_map(|number| self.pull(number)).collect(), query)
            }
            ("GET", ["pulls", _, "files"]) => {
                let files = self.changed_files.iter();
                paged(files.map(|name| json!({ "filename": name })).collect(), query)
            }
            ("GET", ["issues", one, "comments"]) => {
                let own = self.comments.iter().filter(|it| it.pull == number(one));
                paged(own.map(comment_view).collect(), query)
            }
            ("POST", ["issues", one, "comments"]) => {
                let id = self.number();
                let made = Comment { id, pull: number(one), author: BOT.to_owned(), body: text() };
                let view = comment_view(&made);
                self.comments.push(made);
                answer(201, view)
            }
            ("PATCH", ["issues", "comments", id]) => {
                let found = self.comments.iter_mut().find(|it| it.id == number(id));
                let Some(comment) = found else { return missing() };
                comment.body = text();
                answer(200, comment_view(comment))
            }
            ("DELETE", ["issues", "comments", id]) => {
                let before = self.comments.len();
                self.comments.retain(|it| it.id != number(id));
                if self.comments.len() == before { missing() } else { answer(204, Value::Null) }
            }
            _ => missing(),
        }
    }

    fn pull(&self, number: u64) -> Option<Value> {
        let pull = self.pulls.get(&number)?;
        let shop = json!({ "id": REPOSITORY, "full_name": "octo/shop" });
        let head =
            if pull.fork { json!({ "id": 9, "full_name": "eve/shop" }) } else { shop.clone() };
        Some(json!({
            "number": number, "state": if pull.open { "open" } else { "closed" },
            "closed_at": pull.closed_at.map(|at| at.to_string()),
            "head": { "ref": "x", "sha": self.head(number), "repo": head },
            "base": { "ref": "main", "sha": "0", "repo": shop },
            "labels": pull.labels.iter().map(|name| json!({ "name": name })).collect::<Vec<_>>(),
        }))
    }
}

fn comment_view(comment: &Comment) -> Value {
    json!({ "id": comment.id, "body": comment.body, "user": { "login": comment.author } })
}

fn paged(items: Vec<Value>, query: &HashMap<&str, String>) -> Answer {
    let of = |name: &str| query.get(name).and_then(|text| text.parse::<usize>().ok());
    let (size, page) = (of("per_page").unwrap_or(30), of("page").unwrap_or(1));
    let rest: Vec<_> = items.into_iter().skip(size * (page - 1)).collect();
    let more = rest.len() > size;
    let items: Vec<_> = rest.into_iter().take(size).collect();
    Answer { status: 200, body: json!(items), more }
}

fn missing() -> Answer {
    answer(404, json!({ "message": "Not Found" }))
}

fn answer(status: u16, body: Value) -> Answer {
    Answer { status, body, more: false }
}
