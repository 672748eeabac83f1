internal import ClusterModel

/// Sentences of the holds that a host's system causes: reachability, packages, names.
enum HostOSHoldText {
    static func unreachable(_ host: HostName) -> String {
        "\(host) does not answer; no step that touches it is taken until it does"
    }

    static func notInstalled(_ what: String, on host: HostName) -> String {
        "\(what) is not installed on \(host); install its package"
    }

    /// The elapsed time is rounded to tens of seconds: a line that is repeated while nothing changes must stay equal.
    static func operation(
        _ what: String, on host: HostName, _ elapsed: Duration?, _ progress: HostOperation.Progress?, _ words: String
    ) -> String {
        "\(what) on \(host)" + (elapsed.map { " since \($0.tensOfSeconds) s" } ?? "")
            + (progress.map { ", \(counts($0))" } ?? "") + (words.isEmpty ? "" : ": \(words)")
    }

    /// `12 of 51 packages, about 40 s left`.
    private static func counts(_ progress: HostOperation.Progress) -> String {
        "\(progress.done) of \(progress.total) package\(progress.total == 1 ? "" : "s")"
            + (progress.left.map { ", about \($0.tensOfSeconds) s left" } ?? "")
    }

    static func packagesLocked(_ host: HostName, _ words: String) -> String {
        "another program installs packages on \(host): \(words)"
    }

    static func operationFailed(_ what: String, on host: HostName, _ words: String) -> String {
        "\(what) on \(host) failed: \(words)"
    }

    static func packageUnavailable(_ names: [String], on host: HostName) -> String {
        "no repository of \(host) has \(names.joined(separator: ", ")); add one that has, or set Cluster "
            + "spec.packages.manage to false and install by hand"
    }

    static func nameNotFound(_ name: String, on host: HostName, _ remedy: NameRemedy) -> String {
        "\(host) finds no address for \(name); \(words(remedy, name))"
    }

    private static func words(_ remedy: NameRemedy, _ name: String) -> String {
        switch remedy {
        case .fileNotRead: "its /etc/hosts has a line for it, but nsswitch.conf does not let programs read that"
        case .addLine(let address):
            "add “\(address) \(name)” to its /etc/hosts, or let hcctl do it: Cluster spec.hostsFile: manage"
        case .ambiguous(let addresses, let field, let host):
            "the other hosts find \(addresses.joined(separator: " or ")); \(giveAddress(field, host))"
        case .unknownEverywhere(let field, let host): "no other host finds one either; \(giveAddress(field, host))"
        }
    }

    private static func giveAddress(_ field: String, _ host: HostName) -> String {
        "give the name to DNS, or write an IP address into \(field) of Host/\(host)"
    }

    static func mountedFile(_ path: String, on host: HostName) -> String {
        "\(path) on \(host) is a mount of its own and cannot be replaced; unmount it, or change the file where it is "
            + "mounted from"
    }

    static func linkedFile(_ path: String, on host: HostName, _ target: String) -> String {
        "\(path) on \(host) is a symbolic link to \(target), outside \(path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }); "
            + "what owns that file has to change it, or replace the link by a file"
    }

    static func nameConflict(_ name: String, on host: HostName, found: String, expected: String) -> String {
        "/etc/hosts on \(host) gives \(name) the address \(found), but it has \(expected); correct or remove that line"
    }
}

extension Duration {
    /// Whole seconds, from ten on in tens.
    fileprivate var tensOfSeconds: Int64 { components.seconds < 10 ? components.seconds : components.seconds / 10 * 10 }
}
