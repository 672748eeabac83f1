package import ClusterModel
package import ControllerHTTP
package import Journal
internal import Presentation
package import Reconciliation
internal import Synchronization
internal import UnixSignals
package import World

/// A controller as a process: manifests, signals, followers and the loop, side by side until SIGTERM.
package struct ControllerService: Sendable {
    package struct Settings: Sendable {
        package enum Source: Sendable {
            /// Files and directories, as `-f` of other verbs.
            case paths([String])
            case git(GitLocation)
        }

        package var manifests: Source
        package var stateDirectory: String
        package var controller = Controller.Settings()
        /// Where the API is served; nil where it is not.
        package var api: HTTPSettings?
        package var version = ""

        package init(manifests: Source, stateDirectory: String) {
            self.manifests = manifests
            self.stateDirectory = stateDirectory
        }
    }

    private enum Part: Sendable { case signals, loop, other }

    private let settings: Settings
    private let access: ClusterAccess
    private let time: any TimeSource
    private let random: any RandomSource
    private let journal: RunJournal
    private let tell: @Sendable (ControllerEvent) -> Void
    private let inbox = ControlInbox()
    private let desired = LatestValue<DesiredState>()
    private let snapshot = LatestValue<Controller.Snapshot>()
    private let rereads = Flag()
    private let manager = ServiceManager()
    private let answers: ControllerAnswers

    package init(
        _ settings: Settings, access: ClusterAccess, time: any TimeSource, random: any RandomSource,
        journal: RunJournal, tell: @escaping @Sendable (ControllerEvent) -> Void
    ) {
        self.journal = journal
        self.settings = settings
        self.access = access
        self.time = time
        self.random = random
        let recorder = RunRecorder(journal, "controller", time: time) { [desired] in desired.current?.cluster }
        let answers = ControllerAnswers(
            ControllerStatus(
                version: settings.version, startedAt: time.wallTime(), here: settings.controller.here),
            snapshot: snapshot, journal: journal, inbox: inbox, time: time)
        self.answers = answers
        self.tell = { event in
            tell(event)
            recorder.add(event)
            answers.add(event)
        }
    }

    /// Returns after SIGTERM or SIGINT, once the steps in flight have ended.
    package func run() async {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        await withTaskGroup(of: Part.self) { group in
            group.addTask { await hear(signals) }
            group.addTask { await readManifests() }
            group.addTask { await followHosts() }
            group.addTask { await followSnapshots() }
            group.addTask { await watch() }
            group.addTask { await followPause() }
            group.addTask { await serve() }
            group.addTask { await elect() }
            group.addTask { await loop() }
            for await part in group {
                if part == .loop || (part == .signals && desired.current == nil) { group.cancelAll() }
            }
        }
    }

    private func hear(_ signals: UnixSignalsSequence) async -> Part {
        for await signal in signals {
            guard signal == .sighup else {
                manager.stopping()
                inbox.stop()
                return .signals
            }
            rereads.raise()
            inbox.wake(.request)
        }
        return .other
    }

    private func loop() async -> Part {
        guard let first = await desired.next(after: 0) else { return .other }
        let controller = Controller(
            settings.controller, inbox: inbox, environment: access.environment, tell: tell,
            publish: { snapshot.set($0) })
        let history = journal.history(of: first.value.cluster).rebased(to: time.moment())
        await controller.run(first.value, history: history)
        return .loop
    }

    /// Ready is a controller that has observed the cluster once.
    private func followSnapshots() async -> Part {
        var number = 0
        var sampler = BacklogSampler()
        while let newest = await snapshot.next(after: number) {
            let samples = sampler.samples(newest.value.report.overview, at: newest.value.at)
            if !samples.isEmpty { journal.add(samples) }
            if number == 0 { manager.ready() }
            number = newest.number
            let report = newest.value.report
            manager.status("\(report.verdict.word), \(report.plan.ready.count) ready, \(report.plan.held.count) held")
            if report.plan.running.isEmpty { await access.settle(newest.value.desired) }
        }
        return .other
    }

    private func followPause() async -> Part {
        let file = PauseFile(stateDirectory: settings.stateDirectory)
        var known: ControlPause?
        repeat {
            let pause = file.current
            if pause != known { inbox.set(pause) }
            known = pause
        } while (try? await time.sleep(PauseFile.interval)) != nil
        return .other
    }

    /// Three signs of life within systemd's limit, each only if the loop itself has answered.
    private func watch() async -> Part {
        guard let limit = manager.watchdog else { return .other }
        while (try? await time.sleep(limit / 3)) != nil {
            // Before the first valid manifests there is no loop that could answer.
            if inbox.checkLife() || desired.current == nil { manager.alive() }
        }
        return .other
    }
}

// MARK: - Election

extension ControllerService {
    /// Takes part in the election that the desired state names, as long as it names the same one.
    private func elect() async -> Part {
        let election = LeaderElection(
            time: time, inbox: inbox, here: settings.controller.here, stateDirectory: settings.stateDirectory,
            tell: tell)
        var number = 0
        while let newest = await desired.next(after: number) {
            let volume = newest.value.electionVolume
            number = await withTaskGroup(of: Int?.self) { [number = newest.number] group in
                group.addTask {
                    if let volume { await election.run(volume) }
                    return nil
                }
                group.addTask { await change(after: number) { $0.electionVolume == volume } }
                for await changed in group {
                    guard let changed else { continue }
                    group.cancelAll()
                    return changed
                }
                return number
            }
        }
        return .other
    }

    /// The number of the last desired state in a row for which something holds; nil when the task is cancelled.
    private func change(after number: Int, _ isSame: (DesiredState) -> Bool) async -> Int? {
        var number = number
        while let newest = await desired.next(after: number) {
            if !isSame(newest.value) { return number }
            number = newest.number
        }
        return nil
    }
}

// MARK: - API

extension ControllerService {
    /// An address that another process has may become free.
    private static let serverPause = Duration.seconds(10)

    /// Tries again where the API cannot be served; says so once for each reason.
    private func serve() async -> Part {
        guard let api = settings.api else { return .other }
        let server = APIServer(api, answers: answers) { [random] in
            (0..<2).map { _ in String(random.next(below: .max), radix: 16) }.joined()
        }
        var reported = ""
        repeat {
            do {
                try await server.run()
            } catch {
                let words = "\(api.address): \(error)"
                if words != reported, !Task.isCancelled { tell(.apiFailed(words: words)) }
                reported = words
            }
        } while (try? await time.sleep(Self.serverPause)) != nil
        return .other
    }
}

// MARK: - Manifests

extension ControllerService {
    private func readManifests() async -> Part {
        let kept = LastGoodRevision(settings.stateDirectory)
        var source = source
        var inForce: ControllerEvent.Revision?
        while let reading = await source.next() {
            switch reading {
            case .valid(let state, let revision, let sources):
                if revision != inForce { accept(state, revision, sources, kept) }
                inForce = revision
            case .invalid(let problems):
                if inForce == nil { inForce = restore(kept) }
                tell(.revisionRejected(problems: problems, inForce: inForce))
            case .failed(let words):
                if inForce == nil { inForce = restore(kept) }
                tell(.sourceFailed(words: words))
            }
        }
        return .other
    }

    private var source: any ManifestSource {
        switch settings.manifests {
        case .paths(let paths): ManifestFolder(paths, time: time, rereads: rereads)
        case .git(let location):
            GitManifests(location, stateDirectory: settings.stateDirectory, time: time, rereads: rereads)
        }
    }

    private func accept(
        _ state: DesiredState, _ revision: ControllerEvent.Revision, _ sources: [SourceText], _ kept: LastGoodRevision
    ) {
        do {
            try kept.keep(sources)
        } catch {
            tell(.stateNotKept(words: "the revision in force, \(settings.stateDirectory): \(error)"))
        }
        adopt(state, revision)
    }

    private func adopt(_ state: DesiredState, _ revision: ControllerEvent.Revision) {
        tell(.revisionAccepted(revision))
        inbox.adopt(state)
        desired.set(state)
    }

    /// After a start with invalid manifests the revision of the run before comes into force again.
    private func restore(_ kept: LastGoodRevision) -> ControllerEvent.Revision? {
        guard let sources = kept.sources, case .valid(let state, let revision, _) = ManifestFolder.reading(of: sources)
        else { return nil }
        adopt(state, revision)
        return revision
    }
}

// MARK: - Followers

extension ControllerService {
    private struct Target: Equatable, Sendable {
        let programs: [HostName: [FollowedProgram]]
        let connections: String
    }

    /// Followers run as long as programs and connections stay the same.
    private func followHosts() async -> Part {
        var number = 0
        while let newest = await desired.next(after: number) {
            let target = target(newest.value)
            number = newest.number
            number = await withTaskGroup(of: Int?.self) { group in
                group.addTask {
                    await followers(newest.value).run(target.programs)
                    return nil
                }
                group.addTask { [number] in await change(after: number) { self.target($0) == target } }
                for await changed in group {
                    guard let changed else { continue }
                    group.cancelAll()
                    return changed
                }
                return number
            }
        }
        return .other
    }

    private func target(_ desired: DesiredState) -> Target {
        Target(programs: HostFollowers.programs(desired), connections: access.connections(desired))
    }

    private func followers(_ desired: DesiredState) -> HostFollowers {
        HostFollowers(access.follower(desired), time: time, random: random, inbox: inbox, tell: tell)
    }
}

/// Raised by one task and lowered by another.
final class Flag: Sendable {
    private let raised = Atomic(false)

    var isRaised: Bool { raised.load(ordering: .relaxed) }

    func raise() { raised.store(true, ordering: .relaxed) }

    /// Whether it was raised since the last call.
    func lower() -> Bool { raised.exchange(false, ordering: .relaxed) }
}
