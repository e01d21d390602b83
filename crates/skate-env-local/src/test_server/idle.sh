# Ends the server "$1", whose cluster_name is "$2", after "$3" seconds without a client. Looks every
# "$4" seconds. A session's process shows in its title which server and which address it belongs to.
PATH=/usr/bin:/bin
trap '' INT HUP

has_client() {
    if [ -d /proc/self ]; then
        grep -qas "^postgres: $2: .* 127\.0\.0\.1(" /proc/[0-9]*/cmdline
    else
        ps -A -ww -o command= | grep -q "^postgres: $2: .* 127\.0\.0\.1("
    fi
}

idle=0
while kill -0 "$1" 2>/dev/null; do
    if [ "$idle" -ge "$3" ]; then
        kill -s INT "$1"
        exit
    fi
    sleep "$4"
    if has_client "$@"; then idle=0; else idle=$((idle + $4)); fi
done
