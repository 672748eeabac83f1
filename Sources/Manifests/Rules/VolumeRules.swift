internal import ClusterModel

/// What has to hold for a volume by itself.
enum VolumeRules {
    static func check(_ volume: Resource<GlusterVolumeSpec>, _ problems: inout Problems) {
        let hasBricks = waysToGiveBricks(volume, &problems)
        owner(volume, &problems)
        guard volume.isSound(problems, "replica", "arbiter", "disperse", "redundancy") else { return }
        guard DisperseRules.check(volume, &problems), volume.setSize != nil, arbiter(volume, &problems) else { return }
        copies(volume, &problems)
        guard hasBricks, volume.isSound(problems, "hosts", "bricks") else { return }
        wholeSets(volume, &problems)
        separateHosts(volume, &problems)
    }

    /// Bricks are given in one way: hosts with brickPath, or bricks.
    private static func waysToGiveBricks(_ volume: Resource<GlusterVolumeSpec>, _ problems: inout Problems) -> Bool {
        let advice = "give either hosts and brickPath, or bricks"
        switch (volume.gives("hosts"), volume.gives("brickPath"), volume.gives("bricks")) {
        case (true, true, false), (false, false, true): return true
        case (false, false, false):
            problems.error("the volume has no bricks", at: volume.node.place, advice: advice)
        case (true, false, false):
            problems.error("“hosts” without “brickPath” says nothing", at: volume.keyPlace("hosts"), advice: advice)
        case (false, true, false):
            problems.error("“brickPath” without “hosts” says nothing", at: volume.keyPlace("brickPath"), advice: advice)
        case (let hosts, _, true):
            let other = hosts ? "hosts" : "brickPath"
            problems.error(
                "“bricks” and \(Words.quoted(other)) exclude each other", at: volume.keyPlace("bricks"), advice: advice,
                notes: [.init("\(Words.quoted(other)) is given here", at: volume.keyPlace(other))])
        }
        return false
    }

    private static func arbiter(_ volume: Resource<GlusterVolumeSpec>, _ problems: inout Problems) -> Bool {
        guard volume.spec.arbiter == 1, volume.gives("replica"), volume.spec.replica != 3 else { return true }
        problems.error(
            "arbiter 1 needs replica 3, found replica \(volume.spec.replica)", at: volume.place("arbiter"),
            advice: "replica counts the arbiter: two full copies and one of names only are replica 3, arbiter 1",
            notes: [.init("the replica count is here", at: volume.place("replica"))])
        return false
    }

    private static func copies(_ volume: Resource<GlusterVolumeSpec>, _ problems: inout Problems) {
        guard volume.gives("replica") else { return }
        switch volume.spec.replica {
        case 1:
            problems.warning(
                "replica 1 keeps a single copy: a lost disk is lost files", at: volume.place("replica"),
                advice: "use replica 3, or replica 3 with arbiter 1")
        case 2:
            problems.warning(
                "two copies can contradict each other (split-brain) with no third to decide",
                at: volume.place("replica"), advice: "use replica 3, or replica 3 with arbiter 1")
        default: break
        }
    }

    private static func wholeSets(_ volume: Resource<GlusterVolumeSpec>, _ problems: inout Problems) {
        guard let size = volume.setSize else { return }
        let count = volume.spec.allBricks.count
        guard !count.isMultiple(of: size) else { return }
        let fitting = [count / size * size, (count / size + 1) * size].filter { $0 > 0 }
        problems.error(
            "\(Words.count(count, "brick")) cannot be divided into sets of \(size)",
            at: volume.place(volume.gives("bricks") ? "bricks" : "hosts"),
            advice:
                "\(volume.gives("disperse") ? "disperse" : "replica") \(size) takes \(Words.list(fitting.map(String.init), "or")) bricks"
        )
    }

    private static func separateHosts(_ volume: Resource<GlusterVolumeSpec>, _ problems: inout Problems) {
        let sets = volume.brickSets
        guard !sets.allSatisfy({ $0.haveHostsOfTheirOwn }) else { return }
        var seen: Set<Brick> = []
        for (index, set) in sets.enumerated() {
            var first: [String: SourcePlace] = [:]
            for brick in set {
                // The same brick again is said to be used twice.
                guard seen.insert(brick.brick).inserted else { continue }
                guard let place = first.first(under: brick.brick.host.text, brick.hostPlace) else { continue }
                problems.error(
                    "two bricks of \(volume.setWord) set \(index + 1) are on \(brick.brick.host)",
                    at: brick.hostPlace, advice: "put the bricks of one set on different hosts",
                    notes: [.init("its other brick is here", at: place)])
            }
        }
    }

    /// What `owner` says must not be said differently by options.
    private static func owner(_ volume: Resource<GlusterVolumeSpec>, _ problems: inout Problems) {
        guard let owner = volume.spec.owner, volume.isSound(problems, "owner", "options") else { return }
        for (name, wanted) in [("storage.owner-uid", owner.uid), ("storage.owner-gid", owner.gid)] {
            guard let option = volume.spec.options.first(where: { $0.name == name }) else { continue }
            guard option.value != String(wanted) else { continue }
            problems.error(
                "the option \(name) is \(Words.quoted(option.value)), but owner says \(wanted)",
                at: volume.optionPlace(name), advice: "leave the option out: owner sets it",
                notes: [.init("the owner is here", at: volume.place("owner"))])
        }
    }
}

/// A brick with the places where its parts are written.
struct LocatedBrick: Sendable {
    let brick: Brick
    let hostPlace: SourcePlace
    let pathPlace: SourcePlace
}

extension ArraySlice where Element == LocatedBrick {
    /// Whether no two of these few are on one host.
    fileprivate var haveHostsOfTheirOwn: Bool {
        indices.allSatisfy { index in !self[..<index].contains { $0.brick.host == self[index].brick.host } }
    }
}

extension Resource where Spec == GlusterVolumeSpec {
    /// Bricks of one set; nil where the volume does not say.
    var setSize: Int? { gives("replica") ? spec.replica : spec.disperse }

    /// What its sets are called.
    var setWord: String { gives("replica") ? "replica" : "dispersed" }

    /// The bricks set by set; none where they do not make whole sets.
    var brickSets: [ArraySlice<LocatedBrick>] {
        let bricks = locatedBricks
        guard let size = setSize, bricks.count.isMultiple(of: size) else { return [] }
        return stride(from: 0, to: bricks.count, by: size).map { bricks[$0..<($0 + size)] }
    }

    /// Where the value of an option stands, whether by its full or its short name.
    func optionPlace(_ name: String) -> SourcePlace {
        let entries = node.entry("options")?.value.entries
        return entries?.first { OptionName.full($0.key) == name }?.value.place ?? place("options")
    }

    /// Every brick in the order of the replica sets.
    var locatedBricks: [LocatedBrick] {
        let bricks = spec.allBricks.enumerated()
        guard let listed = node.entry("bricks")?.value else {
            return bricks.map { index, brick in
                LocatedBrick(brick: brick, hostPlace: place("hosts", .item(index)), pathPlace: place("brickPath"))
            }
        }
        return bricks.map { index, brick in
            let item = listed.at(index)
            return LocatedBrick(brick: brick, hostPlace: item.place(of: "host"), pathPlace: item.place(of: "path"))
        }
    }
}
