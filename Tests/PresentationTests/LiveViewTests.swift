import ClusterModel
import Foundation
import Planning
import TestSupport
import Testing

@testable import Presentation

/// The lines that are drawn while a run goes on.
@Suite struct LiveViewTests {
    private static let note = "Ctrl-C stops after the step in flight"

    private func frame(_ view: LiveView, _ width: Int, _ elapsed: Duration) -> String {
        view.lines(width: width, elapsed: elapsed, note: Self.note).map { $0 + "\n" }.joined() + "\n"
    }

    /// Bare hosts: the first steps run, one fails, one host goes silent, and then a host is waited for.
    private func course(_ hosts: Int, _ width: Int) -> String {
        let desired = Make.desired()
        let plan = Planner().plan(desired, Make.bare(), history: History(), now: Make.now)
        var view = LiveView()
        view.add(.observed(hosts: hosts, silent: [], took: .milliseconds(300)), elapsed: .zero)
        view.add(.planned(plan), elapsed: .milliseconds(400))
        var text = frame(view, width, .milliseconds(400))
        let steps = Self.many(plan.ready, hosts)
        for step in steps { view.add(.stepStarted(step), elapsed: .seconds(1)) }
        text += frame(view, width, .seconds(75))
        for step in steps.dropLast() { view.add(.stepFinished(step, .done, took: .seconds(9)), elapsed: .seconds(80)) }
        let failed = StepResult.failed(
            command: CommandLine(["mkfs.xfs"]), on: .host("host1"), exitStatus: 1, words: "no")
        if let last = steps.last { view.add(.stepFinished(last, failed, took: .seconds(9)), elapsed: .seconds(81)) }
        let silent = HostName("host3")
        let why = UnknownReason.hostUnreachable(silent, detail: "No route to host")
        view.add(.observed(hosts: hosts, silent: [silent], took: .seconds(1)), elapsed: .seconds(82))
        view.add(.planned(Plan(unknown: [UnknownFact(.host(silent), on: silent, why)])), elapsed: .seconds(82))
        view.add(
            .waiting(
                [.host(.packagesLocked("host2", words: "Waiting for cache lock"))],
                [UnknownFact(.host(silent), on: silent, why)], since: Make.now.wall),
            elapsed: .seconds(82))
        return text + frame(view, width, .seconds(3900))
    }

    /// As many hosts' worth of the first step.
    private static func many(_ steps: [Step], _ hosts: Int) -> [Step] {
        guard hosts > 3 else { return steps }
        return (1...hosts).map { number in
            let host = HostName("host\(number)")
            return Step(
                resource: .host(host), action: .host(.enableAndStart(unit: "glusterd"), on: host),
                postcondition: .host(.serviceRuns(host, unit: "glusterd")), risk: .benign, scope: .host(host),
                differences: [])
        }
    }

    @Test(arguments: [(3, 80), (3, 200), (20, 80)]) func isAFewLines(_ hosts: Int, _ width: Int) throws {
        let text = course(hosts, width)
        try expectGolden(text, "live-\(hosts)-\(width).txt")
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
        #expect(text.components(separatedBy: "\n\n").allSatisfy { $0.split(separator: "\n").count <= 10 })
    }

    @Test func anInstallationShowsHowFarItIs() {
        let progress = HostOperation.Progress(done: 34, total: 51, left: .milliseconds(47_300))
        let hold = HeldStep(
            resource: .host("host1"), differences: [],
            waitingOn: [
                .host(
                    .operation(
                        "host1", what: "installing packages", elapsed: .seconds(94), progress, words: "Setting up attr")
                )
            ])
        var view = LiveView()
        view.add(.planned(Plan(held: [hold])), elapsed: .zero)
        #expect(
            view.lines(width: 120, elapsed: .zero, note: "").contains(
                "  = installing packages on host1 since 90 s, 34 of 51 packages, about 40 s left: Setting up attr"))
    }

    @Test(arguments: [(0, "0:00"), (65, "1:05"), (3725, "1:02:05")]) func timesAreShort(_ seconds: Int, _ text: String)
    {
        #expect(LiveView.clock(.seconds(seconds)) == text)
    }
}
