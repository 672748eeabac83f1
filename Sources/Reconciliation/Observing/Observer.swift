internal import ClusterModel
internal import Gluster
internal import HostOS
internal import World

/// Asks every host of the manifests everything that they name, in one round trip each.
struct Observer {
    static let services = ["glusterd", HostOperation.packages]

    let transport: any ObservingTransport
    let time: any TimeSource
    let random: any RandomSource

    init(_ environment: RunEnvironment) {
        transport = environment.transport
        time = environment.time
        random = environment.random
    }

    func observe(_ desired: DesiredState) async -> ObservedState {
        var sightings: [HostName: Observed<ObservedHost>] = [:]
        var shared = SharedVolumes()
        await withTaskGroup(of: (HostName, Observed<ObservedHost>).self) { group in
            let bricks = desired.bricksByHost
            for (host, spec) in desired.orderedHosts {
                let questions = Self.questions(host, spec, desired, bricks: bricks[host] ?? [])
                group.addTask { (host, await look(at: host, questions, spec.storage)) }
            }
            for await (host, sighting) in group { sightings[host] = shared.share(sighting) }
        }
        return ObservedState(
            hosts: sightings, addressesHere: await addressesHere(desired, sightings.mapValues(\.facts)))
    }

    private static func questions(
        _ host: HostName, _ spec: HostSpec, _ desired: DesiredState, bricks: [String]
    ) -> HostOSQuestions {
        var questions = HostOSQuestions(
            packages: desired.packages(of: host), services: services, devices: spec.storage.map(\.device),
            bricks: bricks,
            names: desired.spec.hostsFile == .ignore ? [] : desired.hostNames.map(\.name),
            files: desired.managedFiles)
        let places = spec.storage.map(\.mountPoint) + bricks + desired.managedFiles.map(\.path)
        questions.paths = places.flatMap(ObservedPath.chain).distinct()
        return questions
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
            await transport.observe(HostOSProbe.queries(names: doubtful), at: .local), of: doubtful)
    }

    private func look(
        at host: HostName, _ questions: HostOSQuestions, _ storage: [HostSpec.Storage]
    ) async -> Observed<ObservedHost> {
        let asked = time.moment()
        var seen = await ask(host, questions)
        let doubtful = Self.doubtful(seen)
        var more = HostOSQuestions(bricks: Self.unasked(seen, questions) + doubtful, leftovers: doubtful)
        more.marked = Self.new(seen, questions).flatMap(ObservedPath.chain).distinct()
        more.sources = Self.namedOtherwise(seen, storage)
        Self.addPackages(&more, questions, &seen)
        guard more != HostOSQuestions() else { return Observed(seen, at: asked) }
        let second = await askHost(host, more)
        let known = Self.volumeIDs(seen.gluster)
        seen.bricks.merge(second.bricks) { first, second in first.isDoubtful(known) ? second : first }
        seen.healBacklog.merge(second.healBacklog) { first, _ in first }
        seen.packages.merge(second.packages) { _, second in second }
        seen.candidates = second.candidates
        seen.marks = second.marks
        seen.sourceNumbers = second.sourceNumbers
        if more.packageWork { seen.packageWork = second.packageWork }
        return Observed(seen, at: asked)
    }

    /// What there is to know of packages beyond that all are there: how their installation goes on, asked before what is
    /// there is asked once more, and what could be installed.
    private static func addPackages(
        _ more: inout HostOSQuestions, _ questions: HostOSQuestions, _ seen: inout ObservedHost
    ) {
        more.candidates = questions.packages.filter { seen.packages[$0] == .absent }
        switch seen.service(HostOperation.packages) {
        case .unknown(let why): seen.packageWork = .unknown(why)
        case .known(let state) where state.load != "not-found":
            more.packageWork = true
            more.packages = questions.packages
        case .known, .absent: seen.packageWork = .absent
        }
    }

    /// Bricks that the host serves and nobody asked for.
    private static func unasked(_ seen: ObservedHost, _ questions: HostOSQuestions) -> [String] {
        guard case .known(let view) = seen.gluster else { return [] }
        let asked = Set(questions.bricks)
        return view.volumes.flatMap(\.localBricks).map(\.path).filter { !asked.contains($0) }
    }

    /// Bricks of the manifests that are none of a volume yet, on file systems that are there.
    private static func new(_ seen: ObservedHost, _ questions: HostOSQuestions) -> [String] {
        guard case .known(let view) = seen.gluster else { return [] }
        let known = Set(view.volumes.flatMap(\.localBricks).map(\.path))
        return questions.bricks.filter { path in
            !known.contains(path)
                && ObservedPath.chain(path).suffix(2).contains {
                    if case .known = seen.path($0) { true } else { false }
                }
        }
    }

    /// Paths by which lines of fstab name the device of a declared mount point.
    private static func namedOtherwise(_ seen: ObservedHost, _ storage: [HostSpec.Storage]) -> [String] {
        guard case .known(let table) = seen.fstab else { return [] }
        return table.entries.filter { line in
            line.source.hasPrefix("/dev/")
                && storage.contains { $0.mountPoint == line.target && $0.device != line.source }
        }.map(\.source).distinct()
    }

    /// Bricks to be that are not empty and belong to no volume: what a failed create left, or somebody's data.
    private static func doubtful(_ seen: ObservedHost) -> [String] {
        let known = Self.volumeIDs(seen.gluster)
        return seen.bricks.keys.sorted().filter { seen.brick($0).isDoubtful(known) }
    }

    /// The ids of the volumes that a host's glusterd knows; nil where it does not answer.
    private static func volumeIDs(_ gluster: Reading<GlusterView>) -> Set<String>? {
        if case .known(let view) = gluster { Set(view.volumes.map(\.id)) } else { nil }
    }

    /// Asks a host and its glusterd, in one round trip.
    func ask(_ host: HostName, _ questions: HostOSQuestions) async -> ObservedHost {
        let file = answerFile()
        let forHost = HostOSProbe.queries(questions)
        let outcomes = await transport.observe(forHost + GlusterProbe.queries(file: file), at: .host(host))
        let facts = HostOSProbe.facts(from: Array(outcomes.prefix(forHost.count)), to: questions, host: host)
        let gluster = GlusterProbe.facts(
            from: Array(outcomes.dropFirst(forHost.count)), file: file, host: host)
        return facts.observed(gluster: gluster.view, storedVolumes: gluster.storedVolumes)
    }

    /// A name of its own for each answer file: two runs at once must not read each other's.
    private func answerFile() -> String { "state-" + String(random.next(below: .max), radix: 36) }

    /// Asks a host and not its glusterd.
    func askHost(_ host: HostName, _ questions: HostOSQuestions) async -> ObservedHost {
        let outcomes = await transport.observe(HostOSProbe.queries(questions), at: .host(host))
        return HostOSProbe.facts(from: outcomes, to: questions, host: host)
            .observed(gluster: .unknown(.notAsked), storedVolumes: .unknown(.notAsked))
    }
}

extension Reading where Value == BrickDirectory {
    /// Whether it holds something and belongs to no volume of these; of volumes that are not known nothing is doubtful.
    fileprivate func isDoubtful(_ volumes: Set<String>?) -> Bool {
        guard case .known(let directory) = self, !directory.isEmpty, let volumes else { return false }
        return !(directory.volumeID.map(volumes.contains) ?? false)
    }
}

extension SharedVolumes {
    fileprivate mutating func share(_ sighting: Observed<ObservedHost>) -> Observed<ObservedHost> {
        guard case .known(let view) = sighting.facts.gluster else { return sighting }
        var facts = sighting.facts
        facts.gluster = .known(share(view))
        return Observed(facts, at: sighting.observedAt)
    }
}
