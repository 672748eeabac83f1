/// The options of `lab up`; nil means as the lab is, or the default.
package struct LabRequest: Sendable, Hashable {
    /// How many hosts, named host1 and so on.
    package var hosts: Int?
    /// The names of the hosts, instead of `hosts`.
    package var names: [String]?
    /// Disks of each new host.
    package var disks: Int?
    /// Bytes of each of these disks.
    package var diskBytes: Int?
    /// Packages that the hosts of a new lab come without.
    package var without: [String]?
    /// Whether the hosts of a new lab do not resolve each other's names.
    package var hidesNames = false

    /// The default: three hosts with a disk of 8 GiB each.
    package init() {}

    static let defaultHosts = 3
    static let defaultDisks = 1
    static let defaultDiskBytes = 8 * 1024 * LabLimit.mebibyte

    /// The hosts of the lab after `up`, existing ones first. Hosts are only added: a host is removed with the whole lab,
    /// never by leaving out its name.
    func hosts(beside existing: [LabHost]) throws(LabProblem) -> [LabHost] {
        let wanted = try wantedHosts(existing)
        for host in wanted {
            let clash = existing.first { ($0.name == host.name) != ($0.number == host.number) }
            guard let clash else { continue }
            throw LabProblem(
                "bring up \(host.name)", "\(clash.address) is \(clash.name) in the lab that is up",
                "take that lab down first: hcctl lab down")
        }
        return existing + wanted.filter { !existing.contains($0) }
    }

    private func wantedHosts(_ existing: [LabHost]) throws(LabProblem) -> [LabHost] {
        try checkNumbers()
        if hosts == nil, names == nil, !existing.isEmpty { return existing }
        let names = names ?? (1...(hosts ?? Self.defaultHosts)).map { "host\($0)" }
        try Self.check(names: names)
        return names.enumerated().map { LabHost(name: $1, number: $0 + 1) }
    }

    private func checkNumbers() throws(LabProblem) {
        if hosts != nil, names != nil {
            throw LabProblem("read the request", "both a number of hosts and names were given", "give one of them")
        }
        try Self.check(hosts ?? 1, in: 1...LabLimit.hosts, "the number of hosts")
        try Self.check(disks ?? 1, in: 0...LabLimit.disks, "the number of disks")
        try Self.check(
            diskBytes ?? Self.defaultDiskBytes, in: LabLimit.smallestDisk...LabLimit.largestDisk,
            "the size of a disk in bytes")
        for name in without ?? [] { try Self.check(package: name) }
    }

    private static func check(package name: String) throws(LabProblem) {
        guard isPackage(name) else {
            throw LabProblem(
                "leave out '\(name)'", "it cannot be a package's name", "write names with commas between: a,b")
        }
        guard !BaseRecipe.kept.contains(name) else {
            throw LabProblem("leave out \(name)", "without it no host starts or answers", "leave out others")
        }
    }

    /// Whether Debian allows the name for a package. A name that begins with '-' would be read as an option.
    static func isPackage(_ name: String) -> Bool {
        let isAlphanumeric = { (byte: UInt8) in (97...122).contains(byte) || (48...57).contains(byte) }
        return name.utf8.count >= 2 && name.utf8.first.map(isAlphanumeric) == true
            && name.utf8.allSatisfy { isAlphanumeric($0) || "+-.".utf8.contains($0) }
    }

    private static func check(_ value: Int, in range: ClosedRange<Int>, _ what: String) throws(LabProblem) {
        guard !range.contains(value) else { return }
        throw LabProblem(
            "read the request", "\(what) is \(value)", "give one from \(range.lowerBound) to \(range.upperBound)")
    }

    private static func check(names: [String]) throws(LabProblem) {
        try check(names.count, in: 1...LabLimit.hosts, "the number of names")
        for (index, name) in names.enumerated() {
            guard isLabel(name), name != "hub", name != "localhost" else {
                throw LabProblem(
                    "read the request", "'\(name)' cannot be a host's name",
                    "use lower-case letters, digits and '-', at most \(longestName), not hub or localhost")
            }
            guard !names[..<index].contains(name) else {
                throw LabProblem("read the request", "the name \(name) is given twice", "name each host once")
            }
        }
    }

    /// Characters of a host's name: with the prefix it stays below the 64 of a Linux host name.
    static let longestName = 40

    static func isLabel(_ name: String) -> Bool {
        let letters = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        return letters && (1...longestName).contains(name.utf8.count) && !name.hasPrefix("-") && !name.hasSuffix("-")
    }
}
