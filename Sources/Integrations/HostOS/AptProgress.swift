internal import ClusterModel

/// How far apt and dpkg are, by what they print: apt counts the packages before it begins (apt-private,
/// private-output.cc), dpkg names each that it unpacks and sets up.
struct AptProgress {
    /// What systemd prints when the unit is started: the lines before are of earlier installations.
    private static let start = "Started \(HostOperation.packages).service"
    /// A package that is counted is unpacked and set up, unless it is only set up because an earlier one broke off.
    private static let counted = ["upgraded", "newly installed", "reinstalled", "downgraded"]
    private static let unfinished = "not fully installed or removed."
    /// What dpkg begins once it has set up the package before.
    private static let next = [
        "Processing triggers for ", "Selecting previously ", "Preparing to unpack ", "Unpacking ", "Setting up ",
    ]
    /// A tenth: before that, an estimate of the time left is a guess.
    private static let toldFrom = 10

    /// Packages that are to be set up.
    let total: Int
    /// Packages that are.
    let done: Int
    /// Unpackings and settings up, of so many.
    private let steps: (done: Int, total: Int)
    /// Part of the time passed while another program held the lock.
    private let hasWaited: Bool

    /// Nil where nothing was counted yet, or the count is too far back in the log.
    init?(_ lines: [String]) {
        guard let start = lines.lastIndex(where: { $0.hasPrefix(Self.start) }),
            let count = lines[start...].lastIndex(where: { Self.count($0) != nil }), let new = Self.count(lines[count])
        else { return nil }
        let after = lines[(count + 1)...]
        let broken = after.first.flatMap(Self.broken) ?? 0
        let unpacked = after.count { $0.hasPrefix("Unpacking ") }
        let begun = after.count { $0.hasPrefix("Setting up ") }
        let last = after.last { line in Self.next.contains(where: line.hasPrefix) }
        done = max(0, last?.hasPrefix("Setting up ") ?? false ? begun - 1 : begun)
        total = new + broken
        steps = (unpacked + done, 2 * new + broken)
        hasWaited = lines[start...].contains { $0.hasPrefix(HostOperation.lockWords) }
        guard total > 0, done <= total, steps.done <= steps.total else { return nil }
    }

    /// With the time that is left, if it goes on as it went.
    func progress(_ elapsed: Duration?) -> HostOperation.Progress {
        guard let elapsed, !hasWaited, done > 0, steps.done * Self.toldFrom >= steps.total else {
            return HostOperation.Progress(done: done, total: total, left: nil)
        }
        return HostOperation.Progress(
            done: done, total: total, left: elapsed * (steps.total - steps.done) / steps.done)
    }

    /// `1 upgraded, 50 newly installed, 0 to remove and 3 not upgraded.`
    private static func count(_ line: String) -> Int? {
        guard line.hasSuffix(" not upgraded.") else { return nil }
        let parts = line.split(separator: ", ").map { $0.split(separator: " ", maxSplits: 1) }
        let numbers = parts.filter { $0.count == 2 && counted.contains(String($0[1])) }.map { Int($0[0]) }
        return numbers.isEmpty || numbers.contains(nil) ? nil : numbers.compactMap { $0 }.reduce(0, +)
    }

    private static func broken(_ line: String) -> Int? {
        line.hasSuffix(unfinished) ? line.split(separator: " ").first.flatMap { Int($0) } : nil
    }
}
