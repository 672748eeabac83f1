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
                group.addTask { (host, await look(at: host, questions, spec.storage, tls: desired.usesTLS)) }
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
                switch host.os.addresses[name] {
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
        return await transport.ask(HostOSProbe.addresses(of: doubtful), at: .local)
    }

    private func look(
        at host: HostName, _ questions: HostOSQuestions, _ storage: [HostSpec.Storage], tls: Bool
    ) async -> Observed<ObservedHost> {
        let asked = time.moment()
        var files = GlusterTroubleProbe.Questions()
        files.tls = tls
        let first = Self.probe(host, questions, answerFile: answerFile())
            .with(GlusterTroubleProbe.probe(files, host: host)).map { seen, complete in
                var seen = seen
                complete(&seen.gluster)
                return seen
            }
        let probe = first.followed { seen in
            let second = SecondLook(seen, questions, storage)
            guard !second.isEmpty else { return nil }
            return HostOSProbe.probe(second.questions, host: host)
                .with(GlusterTroubleProbe.probe(second.trouble, host: host)).map { found, complete in
                    var whole = second.merged(with: found.observed())
                    complete(&whole.gluster)
                    return whole
                }
        }
        return Observed(SecondLook.withoutPackageWork(await transport.ask(probe, at: .host(host))), at: asked)
    }

    /// The first questions of all technologies.
    private static func probe(
        _ host: HostName, _ questions: HostOSQuestions, answerFile: String
    ) -> Probe<ObservedHost> {
        HostOSProbe.probe(questions, host: host).with(GlusterProbe.probe(file: answerFile, host: host))
            .map { $0.observed(with: $1) }
    }

    /// Asks a host and its glusterd once more, in one round trip.
    func ask(_ host: HostName, _ questions: HostOSQuestions) async -> ObservedHost {
        await transport.ask(Self.probe(host, questions, answerFile: answerFile()), at: .host(host))
    }

    /// A name of its own for each answer file: two runs at once must not read each other's.
    private func answerFile() -> String { "state-" + String(random.next(below: .max), radix: 36) }

    /// Asks a host and not its glusterd.
    func askHost(_ host: HostName, _ questions: HostOSQuestions) async -> ObservedHost {
        await transport.ask(HostOSProbe.probe(questions, host: host).map { $0.observed() }, at: .host(host))
    }
}

extension SharedVolumes {
    fileprivate mutating func share(_ sighting: Observed<ObservedHost>) -> Observed<ObservedHost> {
        guard case .known(let view) = sighting.facts.gluster.view else { return sighting }
        var facts = sighting.facts
        facts.gluster.view = .known(share(view))
        return Observed(facts, at: sighting.observedAt)
    }
}
