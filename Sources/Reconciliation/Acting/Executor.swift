internal import CTDB
internal import ClusterModel
internal import Gluster
internal import HostOS
internal import HostedEngine
internal import NFS
internal import Planning
internal import World

/// Performs one step: reads its preconditions again, then sends its commands.
struct Executor {
    let environment: RunEnvironment
    let term: Term

    /// What was read longer ago may be otherwise by now: a connection may break after the first answers and only give up
    /// seconds later. Answers take milliseconds, and a second or two from a disk that has to spin up.
    static let freshness = Duration.seconds(5)

    func perform(_ step: Step) async -> StepResult {
        let asked = environment.time.uptime()
        if let refusal = await refusal(step) { return refusal }
        let took = environment.time.uptime() - asked
        if let requirement = step.preconditions.first, took > Self.freshness {
            return .refused(requirement, found: "\(requirement.target): it took \(took.tenths) s to read it again")
        }
        let outcomes = await send(step.action)
        return outcomes.last.map { Self.result($0, step.action, ran: outcomes.count) } ?? .done
    }

    /// The one place that hands actions to actuators.
    private func send(_ action: Action) async -> [Outcome] {
        switch action {
        case .host(let action, let host):
            await HostOSActuator(environment.transport, term: term).perform(action, on: host)
        case .gluster(let action, let host):
            await GlusterActuator(environment.transport, term: term).perform(action, from: host)
        case .ctdb(let action, let host):
            await CTDBActuator(environment.transport, term: term).perform(action, on: host)
        case .nfs(let action, let host):
            await NFSActuator(environment.transport, term: term).perform(action, on: host)
        case .hostedEngine(let action, let host):
            await HostedEngineActuator(environment.transport, environment.secrets, term: term).perform(action, on: host)
        }
    }

    /// What has changed since the step was planned. The hosts are asked at the same time.
    private func refusal(_ step: Step) async -> StepResult? {
        var hosts: [HostName: ObservedHost] = [:]
        let observer = Observer(environment)
        await withTaskGroup(of: (HostName, ObservedHost).self) { group in
            for host in Set(step.preconditions.compactMap(\.target.host)).sorted() {
                let requirements = step.preconditions.filter { $0.target == .host(host) }
                let questions = Self.questions(requirements)
                let asksDaemon = requirements.contains { if case .gluster(.peerAway) = $0 { true } else { false } }
                let asksCTDB = requirements.contains { if case .ctdb(.nodeHealthy) = $0 { true } else { false } }
                group.addTask {
                    if asksCTDB { return (host, await observer.askCTDB(host, questions)) }
                    return (
                        host, asksDaemon ? await observer.ask(host, questions) : await observer.askHost(host, questions)
                    )
                }
            }
            for await (host, seen) in group { hosts[host] = seen }
        }
        for requirement in step.preconditions {
            let seen = requirement.target.host.flatMap { hosts[$0] } ?? ObservedHost(unknown: .notAsked)
            if let words = requirement.violation(in: seen) {
                return .refused(requirement, found: "\(requirement.target): \(words)")
            }
        }
        return nil
    }

    private static func questions(_ requirements: [Precondition]) -> HostOSQuestions {
        requirements.reduce(into: HostOSQuestions()) { questions, requirement in
            switch requirement {
            case .storage(let condition): ask(condition, &questions)
            case .gluster(let condition): ask(condition, &questions)
            case .ctdb: break
            }
        }
    }

    private static func ask(_ condition: StoragePrecondition, _ questions: inout HostOSQuestions) {
        switch condition {
        case .deviceBlank(_, let device), .filesystem(_, let device, _), .mounted(_, let device, _):
            questions.devices = (questions.devices + [device]).distinct()
        case .liesOn(_, let path, let device):
            questions.devices = (questions.devices + [device]).distinct()
            questions.paths = (questions.paths + ObservedPath.chain(path)).distinct()
        case .notMounted: break
        }
    }

    private static func ask(_ condition: GlusterPrecondition, _ questions: inout HostOSQuestions) {
        switch condition {
        case .brickMarked(_, let path, _): questions.bricks.append(path)
        case .brickUnused(_, let path):
            questions.bricks.append(path)
            questions.leftovers.append(path)
            questions.marked = (questions.marked + ObservedPath.chain(path)).distinct()
        case .brickLeftover(_, let path, _):
            questions.bricks.append(path)
            questions.leftovers.append(path)
        case .peerAway: break
        }
    }

    private static func result(_ outcome: Outcome, _ action: Action, ran: Int) -> StepResult {
        switch (outcome, action.target) {
        case (.finished(let end), _) where end.exitStatus == 0: .done
        case (.finished(let end), let target):
            .failed(command: command(action, ran), on: target, exitStatus: end.exitStatus, words: end.words)
        case (.notRun(.staleTerm(let term)), .host(let host)): .staleTerm(host, current: term)
        case (.notRun(.fenceBusy), .host(let host)): .fenceHeld(host)
        case (.notRun(let failure), let target): .notRun(target, words: "\(failure)")
        case (.indeterminate(let failure), let target): .indeterminate(target, words: "\(failure)")
        }
    }

    /// The command that ended last, as the plan showed it.
    private static func command(_ action: Action, _ ran: Int) -> CommandLine {
        let commands = Preview.commands(action)
        return commands.indices.contains(ran - 1) ? commands[ran - 1] : CommandLine([action.name])
    }
}
