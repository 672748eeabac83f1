internal import CTDB
internal import ClusterModel
internal import Gluster
internal import HostOS
internal import HostedEngine
internal import NFS
internal import World

/// Asks every host of the manifests everything that they name, in one round trip each.
struct Observer {
    let transport: any ObservingTransport
    let time: any TimeSource
    let random: any RandomSource
    /// As `Reconciler.Settings.answerPatience`.
    let patience: Duration?

    init(_ environment: RunEnvironment, patience: Duration? = nil) {
        self.patience = patience
        transport = environment.transport
        time = environment.time
        random = environment.random
    }

    /// Of hosts that are not in `hosts` the earlier facts are taken; nil asks all.
    func observe(
        _ desired: DesiredState, again hosts: Set<HostName>? = nil, after earlier: ObservedState? = nil
    ) async -> ObservedState {
        var sightings = hosts.map { asked in earlier?.hosts.filter { !asked.contains($0.key) } ?? [:] } ?? [:]
        let open = desired.orderedHosts.filter { sightings[$0.name] == nil }
        sightings.merge(await ask(open, desired)) { $1 }
        return ObservedState(
            hosts: sightings, addressesHere: await addressesHere(desired, sightings.mapValues(\.facts)))
    }

    private enum Arrival: Sendable {
        case host(HostName, Observed<ObservedHost>)
        /// It is time to see whether a host is to be given up.
        case tick
    }

    /// Asks hosts side by side.
    private func ask(
        _ hosts: [(name: HostName, spec: HostSpec)], _ desired: DesiredState
    ) async -> [HostName: Observed<ObservedHost>] {
        let (bricks, nfs) = (desired.bricksByHost, NFSQuestions(desired))
        var (shared, watch) = (SharedVolumes(), AnswerWatch(hosts.map(\.name), patience, begin: time.moment()))
        return await withTaskGroup(of: Arrival.self) { group in
            for (host, spec) in hosts {
                let questions = Self.questions(host, spec, desired, bricks: bricks[host] ?? [])
                group.addTask { .host(host, await look(at: host, questions, desired, nfs)) }
            }
            if let patience, !hosts.isEmpty { tick(after: patience, &group) }
            for await arrival in group {
                switch arrival {
                case .host(let host, let sighting): watch.arrived(host, shared.share(sighting), at: time.uptime())
                case .tick where watch.isOver: break
                case .tick:
                    for host in watch.overdue(at: time.moment()) where await !isBusy(host, watch) {
                        watch.giveUp(host, at: time.moment())
                    }
                    if !watch.isOver { tick(after: AnswerWatch.pause, &group) }
                }
                // Ends what is still asked, and the ticks.
                if watch.isOver { group.cancelAll() }
            }
            return watch.sightings
        }
    }

    /// A host that is connected works on what it was asked, for as long as its commands may take.
    private func isBusy(_ host: HostName, _ watch: AnswerWatch) async -> Bool {
        guard !watch.isLate(at: time.moment()) else { return false }
        return await transport.isConnected(to: host)
    }

    private func tick(after pause: Duration, _ group: inout TaskGroup<Arrival>) {
        group.addTask {
            try? await time.sleep(pause)
            return .tick
        }
    }

    private static func questions(
        _ host: HostName, _ spec: HostSpec, _ desired: DesiredState, bricks: [String]
    ) -> HostOSQuestions {
        var questions = HostOSQuestions(
            packages: desired.packages(of: host), services: units(desired, host), devices: spec.storage.map(\.device),
            bricks: bricks,
            names: desired.spec.hostsFile == .ignore ? [] : desired.hostNames.map(\.name),
            files: desired.managedFiles)
        let places = spec.storage.map(\.mountPoint) + bricks + desired.managedFiles.map(\.path)
        questions.paths = places.flatMap(ObservedPath.chain).distinct()
        return questions
    }

    /// The daemons and the unit that installs packages.
    private static func units(_ desired: DesiredState, _ host: HostName) -> [String] {
        desired.services(of: host).map(\.unit) + [HostOperation.packages]
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
        at host: HostName, _ questions: HostOSQuestions, _ desired: DesiredState, _ nfs: NFSQuestions?
    ) async -> Observed<ObservedHost> {
        let asked = time.moment()
        var files = GlusterTroubleProbe.Questions()
        files.tls = desired.usesTLS
        let first = Self.whole(host, questions, desired, nfs, answerFile: answerFile())
            .with(GlusterTroubleProbe.probe(files, host: host)).map { seen, complete in
                var seen = seen
                complete(&seen.gluster)
                return seen
            }
        let probe = first.followed { seen in
            let second = SecondLook(seen, questions, desired.hosts[host]?.storage ?? [])
            let lock = desired.ctdb?.spec.lockVolume
            let unmounted = lock.flatMap { seen.storage.mounts.isMissing($0) ? $0 : nil }
            let engine = HostedEngineProbe.preflight(HostedEngineQuestions(desired), seen.hostedEngine, host: host)
            guard !second.isEmpty || unmounted != nil || engine != nil else { return nil }
            let more = HostOSProbe.probe(second.questions, host: host)
                .with(GlusterTroubleProbe.probe(second.trouble, host: host)).map { found, complete in
                    var whole = second.merged(with: found.observed())
                    complete(&whole.gluster)
                    return whole
                }.with(engine ?? Probe(known: seen.hostedEngine.preflight)).map { found, preflight in
                    var whole = found
                    whole.hostedEngine.preflight = preflight
                    return whole
                }
            guard let unmounted else { return more }
            return more.with(CTDBProbe.directoryProbe(unmounted, host: host)).map { $0.with(lockDirectory: $1) }
        }
        return Observed(SecondLook.withoutPackageWork(await transport.ask(probe, at: .host(host))), at: asked)
    }

    /// The first questions of all technologies: those that no manifest needs ask nothing. ctdbd and the NFS server come
    /// last: one that hangs delays no other answer.
    private static func whole(
        _ host: HostName, _ questions: HostOSQuestions, _ desired: DesiredState, _ nfs: NFSQuestions?,
        answerFile: String
    ) -> Probe<ObservedHost> {
        let engine = HostedEngineProbe.probe(HostedEngineQuestions(desired), host: host)
        let ctdb = desired.ctdb.map { CTDBProbe.probe($0.spec.lockVolume, host: host) } ?? Probe(known: CTDBFacts())
        let first = probe(host, questions, answerFile: answerFile).with(engine)
        return first.with(ctdb).with(NFSProbe.probe(nfs, host: host)).map { seen, nfs in
            var ((host, engine), ctdb) = seen
            (host.hostedEngine, host.ctdb, host.nfs) = (engine, ctdb, nfs)
            return host
        }
    }

    /// The first questions about the host and its glusterd.
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

    /// Asks a host and its ctdbd. Of the lock volume only the mount unit's state would be asked, which is not needed here.
    func askCTDB(_ host: HostName, _ questions: HostOSQuestions) async -> ObservedHost {
        let ctdb = CTDBProbe.probe(CTDBClusterSpec.LockVolume(), host: host)
        let probe = HostOSProbe.probe(questions, host: host).with(ctdb).map { facts, ctdb in
            var seen = facts.observed()
            seen.ctdb = ctdb
            return seen
        }
        return await transport.ask(probe, at: .host(host))
    }

    /// A name of its own for each answer file: two runs at once must not read each other's.
    private func answerFile() -> String { "state-" + String(random.next(below: .max), radix: 36) }

    /// Asks a host and not its glusterd.
    func askHost(_ host: HostName, _ questions: HostOSQuestions) async -> ObservedHost {
        await transport.ask(HostOSProbe.probe(questions, host: host).map { $0.observed() }, at: .host(host))
    }
}

extension Reading where Value == [Mount] {
    /// Whether the lock volume is known not to be mounted: what is beneath is visible then.
    fileprivate func isMissing(_ lock: CTDBClusterSpec.LockVolume) -> Bool {
        if case .known(let mounts) = self { !lock.isMounted(in: mounts) } else { false }
    }
}

extension ObservedHost {
    fileprivate func with(lockDirectory: Reading<LockDirectory>) -> Self {
        var host = self
        host.ctdb.lockDirectory = lockDirectory
        return host
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
