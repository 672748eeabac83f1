import ClusterModel
import TestSupport
import Testing

@testable import Reconciliation

/// When a host that gives no answer is given up.
@Suite struct AnswerWatchTests {
    private static let answer = Observed(Make.convergedHost("host1", Make.desired()), at: Make.now)
    private static let silence = Observed(
        ObservedHost(unknown: .hostUnreachable("host3", detail: "off")), at: Make.now)

    private func watch(answersAfter: [Duration], patience: Duration? = .milliseconds(1200)) -> AnswerWatch {
        var watch = AnswerWatch(Make.hosts, patience, begin: Make.now)
        for (host, took) in zip(Make.hosts, answersAfter) { watch.arrived(host, Self.answer, at: took) }
        return watch
    }

    @Test(arguments: [
        ([Duration.milliseconds(300), .milliseconds(400)], Duration.milliseconds(1100), false),
        ([.milliseconds(300), .milliseconds(400)], .milliseconds(1200), true),
        // Behind a slow jump host.
        ([.milliseconds(900), .milliseconds(1000)], .milliseconds(2900), false),
        ([.milliseconds(900), .milliseconds(1000)], .milliseconds(3000), true),
        // One of three is no majority.
        ([.milliseconds(300)], .seconds(4), false),
    ])
    func isGivenUpLate(_ answers: [Duration], _ now: Duration, _ isImpatient: Bool) {
        #expect(watch(answersAfter: answers).overdue(at: Make.now + now).isEmpty != isImpatient)
        #expect(watch(answersAfter: answers, patience: nil).overdue(at: Make.now + now).isEmpty)
    }

    @Test func whatComesLaterCountsNoMore() throws {
        var watch = watch(answersAfter: [.milliseconds(300), .milliseconds(400)])
        #expect(watch.overdue(at: Make.now + .milliseconds(1250)) == ["host3"])
        watch.giveUp("host3", at: Make.now + .milliseconds(1250))
        #expect(watch.isOver)
        watch.arrived("host3", Self.answer, at: .seconds(2))
        let why = watch.sightings["host3"]?.facts.storage.mounts
        #expect(
            why
                == .unknown(
                    .hostUnreachable(
                        "host3", detail: "no answer within 1.3 s, while the others answered within 0.4 s")))
    }

    /// A host that ssh itself calls unreachable is no answer that others are measured by.
    @Test func aRefusalIsNoAnswer() {
        var watch = watch(answersAfter: [.milliseconds(300)])
        watch.arrived("host2", Self.silence, at: .milliseconds(500))
        #expect(watch.overdue(at: Make.now + .seconds(9)).isEmpty)
    }

    /// A program on it may hang: it is waited for longer than a host that is off.
    @Test func aConnectedHostIsGivenUpLater() {
        let watch = watch(answersAfter: [.milliseconds(300), .milliseconds(400)])
        #expect(!watch.isLate(at: Make.now + .milliseconds(4900)))
        #expect(watch.isLate(at: Make.now + .seconds(5)))
        #expect(self.watch(answersAfter: [.seconds(1), .seconds(2)]).isLate(at: Make.now + .seconds(5)) == false)
    }
}
