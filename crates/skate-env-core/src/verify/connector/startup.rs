//! The startup packet: who, which database, and what the session is to be like.

/// Version 3.0 of the protocol.
const VERSION: [u8; 4] = [0, 3, 0, 0];

/// A packet with the URL's user, database and options, and the caller's parameters.
pub(super) fn packet(
    user: &str,
    database: &str,
    options: &str,
    parameters: &[(String, String)],
) -> Vec<u8> {
    let own = parameters.iter().filter(|(name, _)| name == "options").map(|(_, value)| &**value);
    let options: Vec<&str> =
        std::iter::once(options).chain(own).filter(|part| !part.is_empty()).collect();
    let options = options.join(" ");
    let mut body = VERSION.to_vec();
    let mut put = |name: &str, value: &str| {
        for text in [name, value] {
            // A NUL would end the text there, and begin another parameter.
            body.extend(text.bytes().filter(|byte| *byte != 0));
            body.push(0);
        }
    };
    put("user", user);
    put("database", database);
    if !options.is_empty() {
        put("options", &options);
    }
    for (name, value) in parameters {
        if !matches!(&**name, "user" | "database" | "options" | "replication") {
            put(name, value);
        }
    }
    body.push(0);
    let length = u32::try_from(body.len() + 4).unwrap_or(u32::MAX);
    [&length.to_be_bytes(), &body[..]].concat()
}

#[cfg(test)]
mod tests {
    use super::packet;

    #[test]
    fn the_callers_options_follow_the_urls_and_its_user_is_not_heard() {
        let given = [("options", "-c b=2"), ("user", "other"), ("TimeZone", "U\0TC")];
        let given = given.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let packet = packet("app", "shop", "-c a=1", &given);
        let text = "user\0app\0database\0shop\0options\0-c a=1 -c b=2\0TimeZone\0UTC\0\0";
        assert_eq!(&packet[8..], text.as_bytes());
        assert_eq!(packet[..8], [0, 0, 0, u8::try_from(packet.len()).unwrap(), 0, 3, 0, 0]);
    }
}
