internal import ClusterModel
internal import World

/// The only place where text for a shell is made.
///
/// A batch becomes one POSIX sh script, sent on standard input together with the data its commands read; the remote
/// command line is a constant. Between the answers stand marker lines with a nonce, on both output streams. What a
/// marker says is a word (`exit 3`, `absent`, `busy`, …): programs use every exit status there is, so that our own
/// verdicts cannot be statuses.
struct ShellScript {
    /// The constant remote command: a length, so many bytes of script, and what follows is left for the commands,
    /// because `read` goes byte by byte and `head -c` never reads past its count.
    static let bootstrap = "exec sh -c '\(loader)'"
    /// The same for a user who is not root.
    static let bootstrapWithSudo = "exec sudo -n sh -c '\(loader)'"
    /// What `bootstrap` makes sh run.
    static let loader = #"IFS= read -r n && eval "$(head -c "$n")""#
    /// The session of the connection itself: ends when its input does, that is with us.
    static let echo = "exec cat"
    /// Instead of a connection of its own a client of a lost master prints this and ends. In a shell of its own, so
    /// that ssh sees the end of the pipe only after the words.
    static let refuseToConnect = "sh -c 'echo \(noMaster) >&2'"
    static let noMaster = "hcctl-no-master"

    let text: String
    let data: [UInt8]

    /// What is to be written to the shell's standard input.
    var input: [UInt8] { Array("\(text.utf8.count)\n".utf8) + Array(text.utf8) + data }

    /// The operations run one after the other, each whatever became of the one before.
    init(_ operations: [Operation], nonce: String, fence: Fence = .none) {
        var inputs: [[UInt8]] = []
        let lines = operations.enumerated().map { Self.line($0.element, number: $0.offset, inputs: &inputs) }
        let body = [Self.prelude(nonce), "m all start"] + Self.receive(inputs) + Self.lines(of: fence) + lines
        // In braces: a script cut off on its way is a syntax error as a whole, and nothing of it runs.
        text = "{\n" + (body + ["c; m all end"]).joined(separator: "\n") + "\n}"
        data = inputs.reduce(into: []) { $0 += $1 }
    }

    /// One thing that a script does.
    enum Operation: Sendable, Hashable {
        case query(Query)
        case change(Change)
        /// Writes the term into its file. Only under an exclusive fence.
        case obey(Term, file: String)
    }

    /// Under which lock a script runs, and what it compares first.
    enum Fence: Sendable, Hashable {
        case none
        /// A change: beside others, and only where no newer term is known.
        case shared(Term, FenceFiles)
        /// Taking a term: alone, and only where every known term is older.
        case exclusive(Term, FenceFiles)
    }

    /// Single quotes around everything; a single quote inside becomes `'\''`. NUL cannot stand in an argument.
    static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }
}

// MARK: - Lines for people to run

extension ShellScript {
    /// Prints the keys that a host offers, or adds them to a file.
    static func scan(_ host: String, _ port: Int, into file: String? = nil) -> String {
        let scan = "ssh-keyscan -p \(port) \(plain(host))"
        return file.map { "\(scan) >>\(plain($0))" } ?? scan
    }

    /// Takes a host's keys out of a file.
    static func forget(_ host: String, _ port: Int, in file: String) -> String {
        let name = port == 22 ? host : "[\(host)]:\(port)"
        return "ssh-keygen -R \(plain(name)) -f \(plain(file))"
    }

    /// Quoted only where it must be; a leading `~/` stays for the shell.
    private static func plain(_ text: String) -> String {
        let body = text.hasPrefix("~/") ? text.dropFirst() : text[...]
        let isPlain =
            !text.isEmpty
            && body.utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
                    || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "/._-:@,+".utf8.contains(byte)
            }
        return isPlain ? text : quoted(text)
    }
}

/// Lock and term of a host, and how long to wait for the lock.
struct FenceFiles: Sendable, Hashable {
    /// Held while a change runs; gone after a reboot, as is what ran under it.
    var lock = "/run/hcctl.fence"
    /// The highest term seen; survives a reboot.
    var term = "/var/lib/hcctl/term"
    /// Seconds a change waits while a term is being taken. Protects the run from hanging; costs a busy answer.
    var sharedWait = 10
    /// Seconds that taking a term waits for what still runs. Protects the run from hanging behind an mkfs.
    var exclusiveWait = 30
}

// MARK: - What stands at the head of every script

extension ShellScript {
    /// Seconds between the polite end of a command that took too long and SIGKILL.
    static let killGrace = 5
    /// Seconds to read a file. Protects the batch from a file on a dead mount; a local file takes microseconds.
    static let readSeconds = 10

    /// `m` prints a marker on both streams. `c` cleans up. `q` gives a verdict on all that was asked. `w` tells whether
    /// a program is in PATH. `s` reads the time since start of the host in hundredths of a second. `e` says how a
    /// command ended under `timeout`: 124 and 137 mean that the limit passed only if so much time has passed, and then
    /// `z` is set. `r` reads
    /// a file, `f` the file that a program wrote its answer to.
    private static func prelude(_ nonce: String) -> String {
        #"""
        export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin; umask 077; d= a= t= z=
        m() { printf '\n\#(nonce) %s\n' "$*"; printf '\n\#(nonce) %s\n' "$*" >&2; }
        c() { [ -z "$a$t" ] || rm -f -- "$a" "$t"; [ -z "$d" ] || rm -rf -- "$d"; d= a= t=; }
        q() { c; m all "$@"; exit; }
        trap c EXIT; trap 'exit 1' HUP INT PIPE TERM
        w() { case $1 in */*) p=$1; [ -f "$p" ] && [ -x "$p" ]; return;; esac
        for p in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin; do
        p=$p/$1; [ -f "$p" ] && [ -x "$p" ] && return; done; return 1; }
        s() { u=; { read -r u x </proc/uptime; } 2>/dev/null; u=${u%.*}${u#*.}; }
        e() { case $2 in 124|137) b=$u; s; [ -n "$u$b" ] && [ $((${u:-0} - ${b:-0})) -lt "$3" ] || { m "$1" late; z=1; return; };; esac
        m "$1" exit "$2"; }
        r() { if [ -e "$2" ]; then s; timeout -k \#(killGrace) \#(readSeconds) head -c "$3" -- "$2"; e "$1" $? \#(readSeconds)00
        else m "$1" missing; fi; }
        f() { if [ "$2" -ne 0 ]; then e "$1" "$2" "$3"; elif [ -e "$a" ]; then head -c "$4" -- "$a"; m "$1" exit $?
        else m "$1" missing; fi; rm -f -- "$a"; a=; }
        """#
    }

    /// All data is on the host, and whole, before the first command runs: a cut connection cannot install half a file.
    private static func receive(_ inputs: [[UInt8]]) -> [String] {
        guard !inputs.isEmpty else { return [] }
        return [
            #"for b in /run "$XDG_RUNTIME_DIR" /tmp; do d=$(mktemp -d "$b/hcctl.XXXXXX" 2>/dev/null) && break; done"#,
            #"[ -d "$d" ] || q short"#,
            #"i() { head -c "$2" >"$d/$1" && [ "$(wc -c <"$d/$1")" -eq "$2" ] || q short; }"#,
        ] + inputs.enumerated().map { "i \($0.offset) \($0.element.count)" }
    }

    /// The shell itself holds the lock, on descriptor 9, which no command gets: a mount's daemon cannot keep it.
    private static func lines(of fence: Fence) -> [String] {
        switch fence {
        case .none: []
        case .shared(let term, let files): lock("-s -w \(files.sharedWait)", files) + compare("-le", term, files)
        case .exclusive(let term, let files): lock("-x -w \(files.exclusiveWait)", files) + compare("-lt", term, files)
        }
    }

    private static func lock(_ mode: String, _ files: FenceFiles) -> [String] {
        [
            "w flock || q absent flock",
            "( : >>\(quoted(files.lock)) ) || q closed",
            "exec 9>>\(quoted(files.lock))",
            "flock \(mode) 9 || q busy",
        ]
    }

    private static func compare(_ relation: String, _ term: Term, _ files: FenceFiles) -> [String] {
        let file = quoted(files.term)
        return [
            "v=0; [ ! -e \(file) ] || { v=; IFS= read -r v <\(file); }",
            "case $v in ''|*[!0-9]*) q garbled;; esac",
            "[ \"$v\" \(relation) \(term.number) ] || q overruled \"$v\"",
        ]
    }
}

// MARK: - One line of script for one operation

extension ShellScript {
    private static func line(_ operation: Operation, number: Int, inputs: inout [[UInt8]]) -> String {
        switch operation {
        case .query(.run(let invocation)), .change(.run(let invocation)):
            return ifFound(invocation, number) { run(invocation, number, &inputs) }
        case .query(.runForFile(let invocation, let answer)):
            return ifFound(invocation, number) { runForFile(invocation, answer, number, &inputs) }
        case .query(.read(let path, let limit)):
            return "r \(number) \(quoted(path)) \(limit + 1)"
        case .change(.write(let write)):
            return Self.write(write, number, &inputs)
        case .change(.remove(let path, let expecting)):
            let (path, directory) = (quoted(path), quoted(parent(of: path)))
            let remove = "rm -f -- \(path) && { [ ! -d \(directory) ] || sync -- \(directory); }; m \(number) exit $?"
            return "if \(test(expecting, path)); then \(remove); else m \(number) expectation; fi"
        case .obey(let term, let file):
            let (directory, above) = (parent(of: file), parent(of: parent(of: file)))
            let made =
                "[ -d \(quoted(directory)) ] || { mkdir -p -- \(quoted(directory)) && sync -- \(quoted(above)); }"
            let contents = Invocation.Input.bytes(Array("\(term.number)\n".utf8))
            let write = FileWrite(path: file, contents: contents, mode: 0o644, expecting: .anything)
            return made + "\n" + Self.write(write, number, &inputs)
        }
    }

    private static func ifFound(_ invocation: Invocation, _ number: Int, _ then: () -> String) -> String {
        let found = "if ! w \(quoted(invocation.arguments.first ?? "")); then m \(number) absent; "
        // A host without systemd is asked: it may run the daemon all the same.
        let active = invocation.onlyWhileActive.map {
            "elif w systemctl && ! systemctl -q is-active -- \(quoted($0)); then m \(number) inactive; "
        }
        return found + (active ?? "") + "else \(then()); fi"
    }

    private static func run(_ invocation: Invocation, _ number: Int, _ inputs: inout [[UInt8]]) -> String {
        let command = command(invocation, &inputs)
        guard case .killAfter(let limit) = invocation.limit else { return "\(command); m \(number) exit $?" }
        let run = "s; \(command); e \(number) $? \(hundredths(limit))"
        guard let name = invocation.sharedLimit else { return run }
        return "if [ -n \"$z_\(name)\" ]; then m \(number) late; else z=; \(run); z_\(name)=$z; fi"
    }

    /// What the program prints beside its file goes to the errors: it may say there why it failed.
    private static func runForFile(
        _ invocation: Invocation, _ answer: String, _ number: Int, _ inputs: inout [[UInt8]]
    ) -> String {
        let directory = quoted(parent(of: answer))
        // What is left alone has no limit that could have passed.
        let limit = if case .killAfter(let limit) = invocation.limit { hundredths(limit) } else { Int64.max }
        return
            "[ -d \(directory) ] || mkdir -p -- \(directory); a=\(quoted(answer)); [ ! -e \"$a\" ] || rm -f -- \"$a\"; "
            + "s; \(command(invocation, &inputs)) >&2; f \(number) $? \(limit) \(invocation.outputLimit + 1)"
    }

    /// A command that is to be left alone outlives even a cut connection: it is spared the signals that come of it.
    private static func command(_ invocation: Invocation, _ inputs: inout [[UInt8]]) -> String {
        // By its name and not by its path: programs begin their complaints with the name they were called by. `timeout`
        // and `exec` take neither builtins nor functions.
        let words = invocation.arguments.map(quoted).joined(separator: " ")
        let input = spool(invocation.input, &inputs) ?? "/dev/null"
        switch invocation.limit {
        case .killAfter(let limit) where invocation.sharedLimit != nil:
            return "timeout -s KILL \(seconds(limit)) \(words) <\(input) 9>&-"
        case .killAfter(let limit): return "timeout -k \(killGrace) \(seconds(limit)) \(words) <\(input) 9>&-"
        case .detachAfter: return "( trap '' HUP PIPE; exec \(words) ) <\(input) 9>&-"
        }
    }

    /// Temporary file beside it, with the owner, the access list and the context of the file it replaces; on the disk
    /// before it gets its name, and the name on the disk before we say so.
    ///
    /// `l` is the path that is written: the target of a symbolic link that is to stay. Where that cannot be found (a loop,
    /// a missing directory) it is the path itself, and the tests below refuse.
    private static func write(_ write: FileWrite, _ number: Int, _ inputs: inout [[UInt8]]) -> String {
        let data = spool(write.contents, &inputs) ?? "/dev/null"
        let path = quoted(write.path)
        let mode = "chmod \(String(write.mode, radix: 8)) -- \"$t\""
        let copy = "cp --attributes-only --preserve=all -- \"$l\" \"$t\""
        let (target, attributes) =
            switch write.keeping {
            case .owner: ("l=\(path)", "{ [ ! -e \"$l\" ] || \(copy); } && \(mode)")
            case .allButContents:
                ("l=$(readlink -f -- \(path)) || l=\(path)", "if [ -e \"$l\" ]; then \(copy); else \(mode); fi")
            }
        let made =
            "t=$(mktemp -- \"${l%/*}/.hcctl.XXXXXX\") && cat <\(data) >\"$t\" && \(attributes)"
            + " && touch -- \"$t\" && sync -- \"$t\""
        let renamed = "mv -fT -- \"$t\" \"$l\" && t= && sync -- \"${l%/*}/\"; m \(number) exit $?"
        return "\(target); if \(made); then if \(test(write.expecting, path)); then \(renamed); "
            + "else m \(number) expectation; fi; else m \(number) exit $?; fi"
    }

    private static func test(_ expectation: Expectation, _ path: String) -> String {
        switch expectation {
        case .anything: "true"
        case .absent: "[ ! -e \(path) ] && [ ! -L \(path) ]"
        case .digest(let sha256):
            "[ -f \(path) ] && x=$(sha256sum <\(path)) && [ \"${x%% *}\" = \(quoted(sha256)) ]"
        }
    }

    /// Where on the host the bytes will lie; nil if there are none.
    private static func spool(_ input: Invocation.Input, _ inputs: inout [[UInt8]]) -> String? {
        switch input {
        case .none: return nil
        case .bytes(let bytes): inputs.append(bytes)
        case .secret(let secret): inputs.append(secret.reveal())
        }
        return "\"$d/\(inputs.count - 1)\""
    }

    /// The directory of an absolute path.
    private static func parent(of path: String) -> String {
        let parts = path.split(separator: "/").dropLast()
        return "/" + parts.joined(separator: "/")
    }

    /// As timeout(1) reads it; never 0, which would mean no limit at all.
    private static func seconds(_ limit: Duration) -> String {
        let milliseconds = max(1, limit.milliseconds)
        let fraction = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }

    /// Rounded down, and two less: both ends of the measured time are cut off.
    private static func hundredths(_ limit: Duration) -> Int64 { max(0, limit.milliseconds / 10 - 2) }
}
