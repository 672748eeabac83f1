internal import ClusterModel

/// What has to hold for a volume whose files are spread with redundancy.
enum DisperseRules {
    /// False where nothing more can be said of the volume's sets.
    static func check(_ volume: Resource<GlusterVolumeSpec>, _ problems: inout Problems) -> Bool {
        guard let disperse = volume.spec.disperse else { return redundancyAlone(volume, &problems) }
        for other in ["replica", "arbiter"] where volume.gives(other) {
            problems.error(
                "“disperse” and \(Words.quoted(other)) exclude each other", at: volume.keyPlace("disperse"),
                advice: "a volume keeps whole copies, or spreads its files",
                notes: [.init("\(Words.quoted(other)) is given here", at: volume.keyPlace(other))])
            return false
        }
        guard let redundancy = volume.spec.redundancy, redundancy * 2 >= disperse else { return true }
        problems.error(
            "redundancy \(redundancy) is too much for disperse \(disperse)", at: volume.place("redundancy"),
            advice: "it has to be less than half of the bricks: at most \((disperse - 1) / 2)")
        return false
    }

    private static func redundancyAlone(
        _ volume: Resource<GlusterVolumeSpec>, _ problems: inout Problems
    ) -> Bool {
        guard volume.gives("redundancy") else { return true }
        problems.error(
            "“redundancy” without “disperse” says nothing", at: volume.keyPlace("redundancy"),
            advice: "give disperse, the number of bricks of a set, or leave it out")
        return false
    }
}

/// Bricks of one set that fail together.
enum DomainRules {
    static func check(_ set: ManifestSet, _ problems: inout Problems) {
        let domains = Dictionary(
            set.hosts.compactMap { host in host.spec.failureDomain.map { (HostName(host.name), ($0, host)) } }
        ) { first, _ in first }
        guard !domains.isEmpty else { return }
        for volume in set.volumes where volume.isSound(problems, "replica", "disperse", "hosts", "bricks") {
            for (index, bricks) in volume.brickSets.enumerated() {
                var first: [String: LocatedBrick] = [:]
                for brick in bricks {
                    guard let (domain, _) = domains[brick.brick.host] else { continue }
                    guard let other = first[domain] else {
                        first[domain] = brick
                        continue
                    }
                    // Two bricks on one host are said to be that.
                    guard other.brick.host != brick.brick.host else { continue }
                    problems.error(
                        "two bricks of \(volume.setWord) set \(index + 1) are in the failure domain "
                            + "\(Words.quoted(domain))",
                        at: brick.hostPlace, advice: "put them on hosts that do not fail together",
                        notes: [.init("its other brick is on \(other.brick.host) here", at: other.hostPlace)])
                }
            }
        }
    }
}
