internal import ClusterModel
internal import Gluster
internal import HostOS
internal import World

/// Asks every host of the manifests everything that they name, in one round trip each.
struct Observer {
    /// Packages that a host of such a cluster needs, by Debian's names.
    static let packages = ["glusterfs-server", "xfsprogs"]
    static let services = ["glusterd"]

    let transport: any ObservingTransport
    let time: any Timekeeper
    let dice: any Dice

    init(_ access: Access) {
        transport = access.transport
        time = access.time
        dice = access.dice
    }

    func observe(_ desired: DesiredState) async -> ObservedState {
        var sightings: [HostName: Sighted<ObservedHost>] = [:]
        await withTaskGroup(of: (HostName, Sighted<ObservedHost>).self) { group in
            for (host, spec) in desired.orderedHosts {
                let questions = Self.questions(spec, desired, bricks: desired.bricks(on: host))
                let groups = desired.optionGroups.map(\.name)
                group.addTask { (host, await look(at: host, questions, groups)) }
            }
            for await (host, sighting) in group { sightings[host] = sighting }
        }
        return ObservedState(
            hosts: sightings, addressesHere: await addressesHere(desired, sightings.mapValues(\.facts)))
    }

    private static func questions(_ spec: HostSpec, _ desired: DesiredState, bricks: [String]) -> HostOSQuestions {
        HostOSQuestions(
            packages: packages, services: services, devices: spec.storage.map(\.device), bricks: bricks,
            names: desired.spec.hostsFile == .ignore ? [] : desired.hostNames.map(\.name))
    }

    /// This machine is asked only for names that some host does not find, or that hosts find at different addresses.
    private func addressesHere(
        _ desired: DesiredState, _ hosts: [HostName: ObservedHost]
    ) async -> [String: Reading<[String]>] {
        let doubtful = desired.hostNames.map(\.name).filter { name in
            var known: Set<[String]> = []
            for host in hosts.values {
                switch host.addresses[name] {
                case .absent?: return true
                case .known(let addresses)?:
                    let outside = addresses.filter { !HostAddressText.isLoopback($0) }
                    if !outside.isEmpty { known.insert(outside.sorted()) }
                case .unknown?, nil: break
                }
            }
            return known.count > 1
        }
        guard !doubtful.isEmpty else { return [:] }
        return HostOSProbe.addresses(
            await transport.observe(HostOSProbe.queries(names: doubtful), at: .here), of: doubtful)
    }

    private func look(
        at host: HostName, _ questions: HostOSQuestions, _ groups: [OptionGroupName]
    ) async -> Sighted<ObservedHost> {
        let asked = time.wallTime()
        var seen = await ask(host, questions, groups)
        let more = Self.unasked(seen, questions)
        let doubtful = Self.doubtful(seen)
        guard !more.isEmpty || !doubtful.isEmpty else { return Sighted(seen, asked: asked) }
        let second = await askHost(host, HostOSQuestions(bricks: more + doubtful, leftovers: doubtful))
        seen.bricks.merge(second.bricks) { first, second in first.isDoubtful(in: seen.gluster) ? second : first }
        seen.healBacklog.merge(second.healBacklog) { first, _ in first }
        return Sighted(seen, asked: asked)
    }

    /// Bricks that the host serves and nobody asked for.
    private static func unasked(_ seen: ObservedHost, _ questions: HostOSQuestions) -> [String] {
        guard case .known(let view) = seen.gluster else { return [] }
        let local = view.volumes.flatMap(\.bricks).filter { $0.isRunning != .unknown(.notAsked) }.map(\.path)
        return local.filter { !questions.bricks.contains($0) }
    }

    /// Bricks to be that are not empty and belong to no volume: what a failed create left, or somebody's data.
    private static func doubtful(_ seen: ObservedHost) -> [String] {
        guard case .known = seen.gluster else { return [] }
        return seen.bricks.keys.sorted().filter { seen.brick($0).isDoubtful(in: seen.gluster) }
    }

    private func ask(
        _ host: HostName, _ questions: HostOSQuestions, _ groups: [OptionGroupName]
    ) async -> ObservedHost {
        let file = answerFile()
        let forHost = HostOSProbe.queries(questions)
        let outcomes = await transport.observe(
            forHost + GlusterProbe.queries(file: file, groups: groups), at: .host(host))
        let facts = HostOSProbe.facts(from: Array(outcomes.prefix(forHost.count)), to: questions, host: host)
        let gluster = GlusterProbe.facts(
            from: Array(outcomes.dropFirst(forHost.count)), file: file, groups: groups, host: host)
        return facts.observed(
            gluster: gluster.view, storedVolumes: gluster.storedVolumes, optionGroups: gluster.optionGroups)
    }

    /// A name of its own for each answer file: two runs at once must not read each other's.
    private func answerFile() -> String { "state-" + String(dice.roll(below: .max), radix: 36) }

    func askHost(_ host: HostName, _ questions: HostOSQuestions) async -> ObservedHost {
        let outcomes = await transport.observe(HostOSProbe.queries(questions), at: .host(host))
        return HostOSProbe.facts(from: outcomes, to: questions, host: host)
            .observed(gluster: .unknown(.notAsked), storedVolumes: .unknown(.notAsked))
    }
}

extension Reading where Value == BrickDirectory {
    /// Whether it holds something and belongs to no volume that the host's glusterd knows.
    fileprivate func isDoubtful(in gluster: Reading<GlusterView>) -> Bool {
        guard case .known(let directory) = self, !directory.isEmpty, case .known(let view) = gluster else {
            return false
        }
        return !view.volumes.contains { $0.id == directory.volumeID }
    }
}
