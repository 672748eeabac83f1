internal import ClusterModel

/// Rules about a volume by itself.
enum GlusterVolumeRules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        for volume in set.volumes {
            OptionRules.check(volume, &diagnostics)
            check(volume, &diagnostics)
        }
    }

    private static func check(_ volume: Resource<GlusterVolumeSpec>, _ diagnostics: inout DiagnosticCollector) {
        let hasBricks = waysToGiveBricks(volume, &diagnostics)
        owner(volume, &diagnostics)
        guard volume.isSound(diagnostics, "replica", "arbiter", "disperse", "redundancy") else { return }
        guard DisperseRules.check(volume, &diagnostics), volume.setSize != nil, arbiter(volume, &diagnostics) else {
            return
        }
        copies(volume, &diagnostics)
        guard hasBricks, volume.isSound(diagnostics, "hosts", "bricks") else { return }
        wholeSets(volume, &diagnostics)
        separateHosts(volume, &diagnostics)
    }

    /// Bricks are given in one way: hosts with brickPath, or bricks.
    private static func waysToGiveBricks(
        _ volume: Resource<GlusterVolumeSpec>, _ diagnostics: inout DiagnosticCollector
    ) -> Bool {
        let advice = "give either hosts and brickPath, or bricks"
        switch (volume.gives("hosts"), volume.gives("brickPath"), volume.gives("bricks")) {
        case (true, true, false), (false, false, true): return true
        case (false, false, false):
            diagnostics.error("the volume has no bricks", at: volume.node.place, advice: advice)
        case (true, false, false):
            diagnostics.error("“hosts” has no effect without “brickPath”", at: volume.keyPlace("hosts"), advice: advice)
        case (false, true, false):
            diagnostics.error(
                "“brickPath” has no effect without “hosts”", at: volume.keyPlace("brickPath"), advice: advice)
        case (let hosts, _, true):
            let other = hosts ? "hosts" : "brickPath"
            diagnostics.error(
                "“bricks” and \(MessageText.quoted(other)) exclude each other", at: volume.keyPlace("bricks"),
                advice: advice,
                notes: [.init("\(MessageText.quoted(other)) is given here", at: volume.keyPlace(other))])
        }
        return false
    }

    private static func arbiter(_ volume: Resource<GlusterVolumeSpec>, _ diagnostics: inout DiagnosticCollector) -> Bool
    {
        guard volume.spec.arbiter == 1, volume.gives("replica"), volume.spec.replica != 3 else { return true }
        diagnostics.error(
            "arbiter 1 needs replica 3, found replica \(volume.spec.replica)", at: volume.place("arbiter"),
            advice: "replica counts the arbiter: two full copies and one of names only are replica 3, arbiter 1",
            notes: [.init("the replica count is here", at: volume.place("replica"))])
        return false
    }

    private static func copies(_ volume: Resource<GlusterVolumeSpec>, _ diagnostics: inout DiagnosticCollector) {
        guard volume.gives("replica") else { return }
        switch volume.spec.replica {
        case 1:
            diagnostics.warning(
                "replica 1 keeps a single copy: a lost disk is lost files", at: volume.place("replica"),
                advice: "use replica 3, or replica 3 with arbiter 1")
        case 2:
            diagnostics.warning(
                "two copies can contradict each other (split-brain) with no third to decide",
                at: volume.place("replica"), advice: "use replica 3, or replica 3 with arbiter 1")
        default: break
        }
    }

    private static func wholeSets(_ volume: Resource<GlusterVolumeSpec>, _ diagnostics: inout DiagnosticCollector) {
        guard let size = volume.setSize else { return }
        let count = volume.spec.allBricks.count
        guard !count.isMultiple(of: size) else { return }
        let fitting = [count / size * size, (count / size + 1) * size].filter { $0 > 0 }
        diagnostics.error(
            "\(MessageText.count(count, "brick")) cannot be divided into sets of \(size)",
            at: volume.place(volume.gives("bricks") ? "bricks" : "hosts"),
            advice:
                "\(volume.gives("disperse") ? "disperse" : "replica") \(size) takes \(MessageText.list(fitting.map(String.init), "or")) bricks"
        )
    }

    private static func separateHosts(_ volume: Resource<GlusterVolumeSpec>, _ diagnostics: inout DiagnosticCollector) {
        let sets = volume.brickSets
        guard !sets.allSatisfy({ $0.haveHostsOfTheirOwn }) else { return }
        var seen: Set<Brick> = []
        for (index, set) in sets.enumerated() {
            var first: [String: SourcePlace] = [:]
            for brick in set {
                // The same brick again is reported as used twice.
                guard seen.insert(brick.brick).inserted else { continue }
                guard let place = first.first(under: brick.brick.host.text, brick.hostPlace) else { continue }
                diagnostics.error(
                    "two bricks of \(volume.setWord) set \(index + 1) are on \(brick.brick.host)",
                    at: brick.hostPlace, advice: "put the bricks of one set on different hosts",
                    notes: [.init("its other brick is here", at: place)])
            }
        }
    }

    /// Options must not contradict `owner`.
    private static func owner(_ volume: Resource<GlusterVolumeSpec>, _ diagnostics: inout DiagnosticCollector) {
        guard let owner = volume.spec.owner, volume.isSound(diagnostics, "owner", "options") else { return }
        for (name, wanted) in [("storage.owner-uid", owner.uid), ("storage.owner-gid", owner.gid)] {
            guard let option = volume.spec.options.first(where: { $0.name == name }) else { continue }
            guard option.value != String(wanted) else { continue }
            diagnostics.error(
                "the option \(name) is \(MessageText.quoted(option.value)), but owner says \(wanted)",
                at: volume.optionPlace(name), advice: "leave the option out: owner sets it",
                notes: [.init("the owner is here", at: volume.place("owner"))])
        }
    }
}

extension ArraySlice where Element == LocatedBrick {
    /// Whether no two of these few are on one host.
    fileprivate var haveHostsOfTheirOwn: Bool {
        indices.allSatisfy { index in !self[..<index].contains { $0.brick.host == self[index].brick.host } }
    }
}
