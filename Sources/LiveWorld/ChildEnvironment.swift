internal import Glibc
internal import Subprocess

/// The environment of an ssh process: an allow-list, so that secrets given to hcctl in variables never reach ssh, whose
/// configuration may send any variable to every host (`SendEnv *`).
enum ChildEnvironment {
    /// What ssh needs to find programs, keys and agents and to ask for a passphrase, and what names the user.
    private static let names: Set<String> = [
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "SSH_AUTH_SOCK", "DISPLAY", "TERM",
    ]
    /// Locale, askpass programs, directories of the user's session (sockets of agents), Kerberos tickets.
    private static let prefixes = ["LC_", "SSH_ASKPASS", "XDG_", "KRB5"]

    static func isPassedOn(_ name: String) -> Bool {
        names.contains(name) || prefixes.contains { name.hasPrefix($0) }
    }

    /// Those of the `NAME=value` entries that are passed on, with the C locale for messages that are parsed.
    static func entries(of whole: [String]) -> [String] {
        whole.filter { entry in
            let name = String(entry.prefix { $0 != "=" })
            return name != "LC_ALL" && isPassedOn(name)
        } + ["LC_ALL=C"]
    }

    /// For ssh.
    static var ssh: Environment { .custom(entries(of: own()).map { Array($0.utf8) + [0] }) }

    private static func own() -> [String] {
        var entries: [String] = []
        var next = environ
        while let entry = next.pointee {
            entries.append(String(cString: entry))
            next += 1
        }
        return entries
    }
}

extension Environment {
    /// For programs of this machine, such as the command that prints a secret: all that the user has set.
    static var local: Environment { .inherit.updating(["LC_ALL": "C"]) }
}
