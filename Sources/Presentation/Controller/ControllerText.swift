package import ClusterModel

/// The events of a controller as lines of a log: one line an event.
package struct ControllerText: Sendable {
    private let run: RunText

    /// `preview` gives the commands of an action.
    package init(preview: @escaping @Sendable (Action) -> [CommandLine]) {
        run = RunText(layout: .wide, preview: preview)
    }

    package func line(_ event: ControllerEvent, now: WallTime) -> LogLine {
        switch event {
        case .cycle(let event): cycle(event, now)
        case .state(let verdict, let steps, let took): Self.state(verdict, steps, took)
        case .overruled(let host, let term):
            LogLine(
                .warning, "Overruled", "\(host) has accepted the newer term \(term): another run acts now",
                [.init("host", .string(host.text)), .init("term", .integer(Int(clamping: term.number)))])
        case .observingOnly(let reason):
            LogLine(
                .notice, "ObservingOnly", "nothing is changed: \(Self.sentence(reason))",
                [.init("reason", .string(reason.reason))])
        case .revisionAccepted(let revision):
            LogLine(
                .notice, "RevisionAccepted",
                "revision \(revision.digest)\(revision.commit.map { " of commit \($0)" } ?? "") is in force: "
                    + "\(RunText.count(revision.resources, "resource"))"
                    + (revision.warnings == 0 ? "" : ", \(RunText.count(revision.warnings, "warning"))"),
                [
                    .init("revision", .string(revision.digest)), .init("commit", JSON(revision.commit)),
                    .init("resources", .integer(revision.resources)),
                ])
        case .revisionRejected(let problems, let inForce): Self.rejected(problems, inForce)
        case .woken(let reason):
            LogLine(.debug, "Woken", Self.sentence(reason), [.init("reason", .string(reason.reason))])
        case .followersLost(let host, let words):
            LogLine(
                .warning, "FollowersLost",
                "\(host): its logs are not followed, drift there is found by the poll: \(words)",
                [.init("host", .string(host.text))])
        case .stateNotKept(let words):
            LogLine(.error, "StateNotKept", "not written to the state directory: \(words)")
        case .elected(let volume):
            LogLine(
                .notice, "Elected", "this controller holds the lock on volume \(volume): it acts",
                [.init("volume", .string(volume.text))])
        case .sourceFailed(let words):
            LogLine(
                .error, "SourceFailed", "the manifests cannot be fetched, and what is in force stays: \(words)")
        case .apiFailed(let words): LogLine(.error, "APIFailed", "the API is not served: \(words)")
        case .stopping: LogLine(.notice, "Stopping", "steps in flight are finished, and no other is begun")
        }
    }

    private func cycle(_ event: RunEvent, _ now: WallTime) -> LogLine {
        let text = run.words(event, now).joined(separator: "; ")
        switch event {
        case .observed(_, let silent, let took):
            return LogLine(
                silent.isEmpty ? .debug : .warning, "Observed", text,
                [
                    .init("silent", .array(silent.map { .string($0.text) })),
                    .init("milliseconds", .integer(Int(took.milliseconds))),
                ])
        case .planned: return LogLine(.info, "Planned", text)
        case .auditRejected: return LogLine(.error, "AuditRejected", text)
        case .termTaken(let term, let hosts, _):
            return LogLine(
                .notice, "TermTaken", text,
                [
                    .init("term", .integer(Int(clamping: term.number))),
                    .init("hosts", .array(hosts.map { .string($0.text) })),
                ])
        case .stepStarted(let step): return LogLine(.info, "StepStarted", text, Self.facts(step))
        case .stepFinished(let step, let result, let took):
            return LogLine(
                result == .done ? .notice : .warning, "StepFinished", text,
                Self.facts(step) + [
                    .init("result", .string(result.word)), .init("milliseconds", .integer(Int(took.milliseconds))),
                ])
        case .remembered(let changes):
            return LogLine(.debug, "Remembered", "\(RunText.count(changes.count, "change")) of what is remembered")
        case .waiting(let reasons, _, _):
            return LogLine(
                .info, "Waiting", text, [.init("reasons", .array(Set(reasons.map(\.reason)).sorted().map(JSON.string)))]
            )
        }
    }

    private static func facts(_ step: Step) -> [JSON.Member] {
        [
            .init("step", .string("\(step.id)")), .init("resource", .string("\(step.resource)")),
            .init("action", .string(step.action.name)), .init("host", JSON(step.action.host?.text)),
        ]
    }
}

extension ControllerText {
    private static func state(_ verdict: Verdict, _ steps: Int, _ took: Duration) -> LogLine {
        let done = steps == 0 ? "" : " after \(RunText.count(steps, "step")) in \(took.tenths) s"
        let facts: [JSON.Member] = [.init("state", .string(verdict.word)), .init("steps", .integer(steps))]
        switch verdict {
        case .converged: return LogLine(.notice, "Converged", "nothing is left to do\(done)", facts)
        case .refused(let words):
            return LogLine(.error, "Refused", "the safety audit rejects: \(words.joined(separator: "; "))", facts)
        case .notLeader(let words):
            let hosts = words.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
            return LogLine(.warning, "NotLeader", "observing only: \(hosts)", facts)
        case .different: return LogLine(.notice, "Different", "steps are ready; none is begun\(done)", facts)
        case .stalled, .timedOut, .interrupted, .declined:
            return LogLine(
                .warning, verdict.word, "what is left needs an operator, a host or a sync window\(done)", facts)
        }
    }

    private static func rejected(_ problems: [String], _ inForce: ControllerEvent.Revision?) -> LogLine {
        let kept = inForce.map { "revision \($0.digest) stays in force" } ?? "nothing is done before they are corrected"
        return LogLine(
            .error, "RevisionRejected", "the manifests cannot be used, \(kept): \(problems.joined(separator: "; "))",
            [.init("problems", .array(problems.map(JSON.string))), .init("inForce", JSON(inForce?.digest))])
    }

    private static func sentence(_ reason: WakeReason) -> String {
        switch reason {
        case .line(let host, let source, let text): "\(host) \(source.rawValue): \(text)"
        case .followersStarted(let host): "\(host): its logs are followed from now on"
        case .revision: "another revision is in force"
        case .request: "an operator asked for it"
        case .api: "a request of the API asked for it"
        case .poll: "the verifying poll"
        }
    }

    /// Why a controller only observes, without a full stop.
    package static func sentence(_ reason: ControllerEvent.ObservingReason) -> String {
        switch reason {
        case .otherHostNamed(let host, let here):
            "Cluster.controller.host names \(host)"
                + (here.map { ", and this is \($0)" } ?? ", and this controller runs on no host of the cluster")
        case .overruled(let term, nil):
            "another run has term \(term); to act again, send SIGHUP or start this controller again"
        case .overruled(let term, let until?):
            "another run has term \(term); the next term is not taken before \(until)"
        case .otherLeads(let volume, let host):
            "\(host.map { "the controller of \($0)" } ?? "another controller") holds the lock on volume \(volume)"
        case .noElection(let volume, let words): "no election by a lock on volume \(volume): \(words)"
        case .asStarted: "it was started with --observe"
        case .paused(let since, let why):
            "paused since \(since)" + (why.isEmpty ? "" : " (\(why))") + "; hcctl unpause ends it"
        }
    }
}
