internal import World

/// The script of a follower: programs side by side, each line of theirs with the program's number before it. It ends, and
/// ends the programs, when its standard input does: that is with the connection or with this process.
struct FollowScript {
    private static let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    let text: String

    /// To be written to the shell's standard input, which then stays open.
    var input: [UInt8] { Array("\(text.utf8.count)\n".utf8) + Array(text.utf8) }

    init(_ programs: [FollowedProgram], nonce: String) {
        let begun = programs.enumerated().map { number, program in
            "p \(number) " + program.arguments.map(ShellScript.quoted).joined(separator: " ")
        }
        // `kill 0` reaches the whole process group: sshd and `createSession` make one for each session.
        let lines =
            [
                "export LC_ALL=C PATH=\(Self.path)", "n=", "trap '' HUP PIPE",
                "p() { k=$1; shift; command -v \"$1\" >/dev/null || return 0; n=1; "
                    + "{ \"$@\" 2>&1 </dev/null | sed -u \"s/^/$k /\"; echo '\(nonce) end '\"$k\"; } & }",
                "echo '\(nonce) start'",
            ] + begun + [
                "[ \"$n\" ] || echo '\(nonce) end none'", "while read -r x; do :; done", "trap '' TERM; kill 0",
            ]
        text = "{\n" + lines.joined(separator: "\n") + "\n}"
    }
}

/// Cuts the output of a follower into lines while it comes in.
struct FollowStream {
    private let nonce: String
    private let programs: [FollowedProgram]
    private var open: [UInt8] = []
    private var isCut = false
    /// Why it is over, in words; nil while it lasts.
    private(set) var end: String?
    private(set) var isStarted = false

    init(_ programs: [FollowedProgram], nonce: String) {
        self.programs = programs
        self.nonce = nonce
    }

    /// The events in the next bytes.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) -> [FollowEvent] {
        var events: [FollowEvent] = []
        for byte in bytes where end == nil {
            if byte == UInt8(ascii: "\n") {
                if let event = take(String(decoding: open, as: UTF8.self)) { events.append(event) }
                open.removeAll(keepingCapacity: true)
            } else if open.count < FollowEvent.longestLine {
                open.append(byte)
            }
        }
        return events
    }

    private mutating func take(_ line: String) -> FollowEvent? {
        if line == "\(nonce) start" {
            isStarted = true
            return .started
        }
        if line.hasPrefix("\(nonce) end ") {
            let number = Int(line.dropFirst(nonce.count + 5))
            end = number.map { "\(programs[$0].arguments[0]) ended" } ?? "none of the programs is installed"
            return nil
        }
        // A login shell may print before the script begins.
        guard isStarted, let space = line.firstIndex(of: " "), let number = Int(line[..<space]),
            programs.indices.contains(number)
        else { return nil }
        return .line(programs[number].source, String(line[line.index(after: space)...]))
    }
}
