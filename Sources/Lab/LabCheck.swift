internal import World

/// A requirement of the lab that this machine does not meet.
package struct LabShortfall: Sendable, Hashable {
    /// What is missing.
    package let what: String
    /// How to get it.
    package let remedy: String
}

/// The properties of this machine that a lab depends on.
struct LabAbilities: Sendable, Hashable {
    var user = ""
    /// Names of the programs that were found.
    var programs: Set<String> = []
    /// File systems that the kernel knows.
    var fileSystems: Set<String> = []
    var hasControlGroups = false
    var makesNamespaces = false
    /// Paths below /dev that exist.
    var devices: Set<String> = []
    /// Free bytes of /var/cache and /var/lib; nil if unknown.
    var free: [String: Int] = [:]
}

extension LabParser {
    /// Parses the answers to `LabCommands.abilities`.
    static func abilities(_ outcomes: [Outcome]) -> LabAbilities {
        guard outcomes.count == 8 else { return LabAbilities() }
        let texts = outcomes.map { lines(text($0)) }
        var abilities = LabAbilities()
        abilities.user = texts[0].first ?? ""
        abilities.programs = Set(texts[1].compactMap { $0.split(separator: "/").last.map(String.init) })
        abilities.fileSystems = Set(texts[2].compactMap { $0.split { $0.isWhitespace }.last.map(String.init) })
        abilities.hasControlGroups = mounts(text(outcomes[3])).contains { $0.type == "cgroup2" }
        if case .finished(let trial) = outcomes[4] { abilities.makesNamespaces = trial.exitStatus == 0 }
        abilities.devices = Set(texts[5])
        abilities.free["/var/cache"] = texts[6].last.flatMap { Int($0.filter(\.isNumber)) }
        abilities.free["/var/lib"] = texts[7].last.flatMap { Int($0.filter(\.isNumber)) }
        return abilities
    }
}

/// Finds what this machine lacks to run a lab.
enum LabCheck {
    /// The programs that a lab runs, each with its Debian package.
    static let programs = [
        ("debootstrap", "debootstrap"), ("systemd-nspawn", "systemd-container"), ("systemctl", "systemd"),
        ("ip", "iproute2"), ("ssh", "openssh-client"), ("ssh-keygen", "openssh-client"),
        ("ssh-keyscan", "openssh-client"), ("losetup", "mount"), ("mount", "mount"), ("findmnt", "util-linux"),
        ("flock", "util-linux"), ("nsenter", "util-linux"), ("unshare", "util-linux"), ("start-stop-daemon", "dpkg"),
        ("apt-get", "apt"),
        ("find", "findutils"), ("grep", "grep"), ("mkfs.ext4", "e2fsprogs"),
    ]

    /// What each file system is for.
    static let fileSystems = [
        ("overlay", "the hosts' root file systems"), ("xfs", "the hosts' bricks"), ("fuse", "gluster's mounts"),
    ]

    static func shortfalls(_ found: LabAbilities) -> [LabShortfall] {
        rights(found) + missingPrograms(found) + kernel(found) + room(found)
    }

    private static func rights(_ found: LabAbilities) -> [LabShortfall] {
        if found.user != "0" {
            return [LabShortfall(what: "the rights of root", remedy: "run it as root: sudo hcctl lab …")]
        }
        guard !found.makesNamespaces else { return [] }
        return [
            LabShortfall(
                what: "the right to make namespaces", remedy: "in a container, start it privileged (--privileged)")
        ]
    }

    private static func missingPrograms(_ found: LabAbilities) -> [LabShortfall] {
        programs.filter { !found.programs.contains($0.0) }.map { program, package in
            LabShortfall(what: "the program \(program)", remedy: "apt-get install \(package)")
        }
    }

    private static func kernel(_ found: LabAbilities) -> [LabShortfall] {
        let systems = fileSystems.filter { !found.fileSystems.contains($0.0) }.map { name, use in
            LabShortfall(what: "the file system \(name) in the kernel, for \(use)", remedy: "modprobe \(name)")
        }
        let devices = [("/dev/fuse", "fuse"), ("/dev/loop-control", "loop")].filter { !found.devices.contains($0.0) }
            .map { LabShortfall(what: $0.0, remedy: "modprobe \($0.1); in a container, pass it in (--device \($0.0))") }
        let groups = LabShortfall(
            what: "control groups of version 2", remedy: "mount -t cgroup2 none /sys/fs/cgroup")
        return systems + devices + (found.hasControlGroups ? [] : [groups])
    }

    private static func room(_ found: LabAbilities) -> [LabShortfall] {
        found.free.sorted { $0.key < $1.key }.filter { $0.value < LabLimit.freeBytes }.map { place, free in
            LabShortfall(
                what: "room in \(place): \(free / LabLimit.mebibyte) MiB are free",
                remedy: "free \(LabLimit.freeBytes / LabLimit.mebibyte) MiB")
        }
    }
}
