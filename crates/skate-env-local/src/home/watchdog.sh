# Waits for the end of the control plane, then ends the servers in the folders below "$1".
# A line on standard input means that no server is left; end of file means that there may be some.
PATH=/usr/bin:/bin
trap '' INT TERM HUP
read -r _ && exit

# Process ids are used again: only a server of this very folder counts.
is_server_of() {
    if [ -d /proc/self ]; then
        line=$(tr '\0' ' ' <"/proc/$1/cmdline")
    else
        line="$(ps -ww -o command= -p "$1") "
    fi
    case $line in *" -D $2 ") true ;; *) false ;; esac
}

# Three rounds without a server: one that was just started has no pid file yet.
round=0
quiet=0
while [ "$quiet" -lt 3 ] && [ "$round" -lt 300 ]; do
    # Fast shutdown at first; after ten seconds immediate, which leaves the rest to recovery.
    if [ "$round" -lt 100 ]; then signal=INT; else signal=QUIT; fi
    quiet=$((quiet + 1))
    for file in "$1"/*/data/postmaster.pid; do
        [ -f "$file" ] && read -r process <"$file" && [ "$process" -gt 1 ] || continue
        if is_server_of "$process" "${file%/postmaster.pid}"; then
            kill -s "$signal" "$process"
            quiet=0
        fi
    done
    round=$((round + 1))
    sleep 0.1
done
