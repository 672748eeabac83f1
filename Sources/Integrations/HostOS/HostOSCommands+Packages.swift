internal import ClusterModel
package import World

/// Packages of Debian and its kin.
extension HostOSCommands {
    /// What could be installed, of packages that are not. apt says nothing of a package that it never heard of.
    package static func candidates(_ names: [String]) -> Query { query(["apt-cache", "policy"] + names) }

    /// How the unit that installs packages ended, or since when it runs.
    package static let packageWork = query(
        [
            "systemctl", "show", "-p", "ActiveState,Result,ExecMainStatus,InactiveExitTimestampMonotonic", "--",
            unitName(HostOperation.packages),
        ])

    /// What it printed, since the host was started, and what earlier ones of it did.
    package static let packageWords = query(
        [
            "journalctl", "-q", "-b", "-o", "cat", "-n", "\(packageLines)", "--no-pager", "-u",
            unitName(HostOperation.packages),
        ])

    /// Seconds since the host was started, with which the unit's own time is compared.
    package static let uptime = Query.read(path: "/proc/uptime", limit: 64)

    /// Lines that are read. Everything that hcctl asks for, on a bare Debian 12, is 51 packages with 250 lines or 16 KB,
    /// and 51 more where they are fetched. Of a longer installation the count is lost, and with it how far it is.
    private static let packageLines = 600
    /// An installation that takes longer hangs: a mirror that does not answer is given up by apt after minutes. Killing
    /// dpkg leaves half-configured packages, which the next run finishes.
    private static let packageSeconds = 3600
    /// For so long apt waits while another program holds dpkg's locks; unattended upgrades take minutes.
    private static let packageLockSeconds = 900

    /// The mask is a runtime one, which distinguishes it from an operator's own.
    static func install(_ names: [String], masking units: [String]) -> [Change] {
        (units.isEmpty ? [] : [systemctl(["mask", "--runtime", "--"] + units.map(unitName))])
            + operation(
                [
                    "apt-get", "-q", "-y", "install", "--no-install-recommends", "-o",
                    "Dpkg::Options::=--force-confold", "-o", "DPkg::Lock::Timeout=\(packageLockSeconds)", "--",
                ] + names)
    }

    /// Starts a unit and does not wait. One that failed is forgotten first, by a pattern, because its name alone would
    /// be refused where there is none; one that runs makes the start fail.
    static func operation(_ words: [String]) -> [Change] {
        let unit = HostOperation.packages
        return [
            systemctl(["reset-failed", "--", "\(unit)*.service"]),
            .run(
                Invocation(
                    [
                        "systemd-run", "--quiet", "--unit=\(unit)", "--setenv=DEBIAN_FRONTEND=noninteractive",
                        "--setenv=LC_ALL=C.UTF-8", "--property=RuntimeMaxSec=\(packageSeconds)", "--",
                    ] + words)),
        ]
    }
}
