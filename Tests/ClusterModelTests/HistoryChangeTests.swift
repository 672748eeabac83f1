import ClusterModel
import Foundation
import TestSupport
import Testing

@Suite struct HistoryChangeTests {
    private static let step = StepKey(resource: .host("host1"), action: "host.restart", subject: "host1:glusterd")
    private static let option = StepKey(resource: .volume("engine"), action: "gluster.setOptions", subject: "engine:x")

    private static func repair(_ observed: String) -> Repair {
        Repair(
            .volume("engine"),
            Difference("spec.options[x]", desired: "on", observed: observed, rule: .explicit, on: "host1"))
    }

    private static func record(times: Int?) -> RepairRecord {
        var record = RepairRecord(
            postcondition: .gluster(.options("engine", [GlusterOption("x", "on")])), evidenceHint: "a log", last: now)
        record.returns = [.init(at: now, after: .seconds(3))]
        record.fight = times.map { .init(since: now, times: $0, longest: .milliseconds(2_340)) }
        return record
    }

    private static let now = Make.now

    /// Histories as they follow one another in a run.
    private static let course: [History] = {
        var histories = [History()]
        func next(_ change: (inout History) -> Void) {
            var history = histories[histories.count - 1]
            change(&history)
            histories.append(history)
        }
        next { $0.attempts[step] = .init(count: 1, last: .notRun(.host("host1"), words: "no route"), notBefore: now) }
        next {
            $0.attempts[step] = .init(
                count: 2, last: .refused(.storage(.mounted("host1", device: "/dev/vdb", at: "/g")), found: "it is not"),
                notBefore: now + .seconds(60), blockage: .transaction(since: now))
            $0.attempts[option] = .init(
                count: 1,
                last: .failed(command: CommandLine(["gluster"]), on: .host("host1"), exitStatus: 1, words: ""),
                notBefore: now)
        }
        next {
            $0.repairs[repair("off")] = record(times: nil)
            $0.repairs[repair("1")] = record(times: 7)
        }
        next {
            $0.attempts[step] = nil
            $0.repairs[repair("off")] = nil
            let consent = Consent(action: "gluster.resetOption", object: "x", date: "2026-11-21")
            $0.usedConsents[.init(.volume("engine"), consent)] = now.wall
        }
        return histories
    }()

    @Test func aHistoryIsTheFoldOfItsChanges() {
        let changes = zip(Self.course.dropFirst(), Self.course).flatMap { $0.changes(since: $1) }
        #expect(History(changes: changes) == Self.course.last)
        #expect(changes.count == 8)
        for history in Self.course { #expect(history.changes(since: history).isEmpty) }
    }

    /// As a journal does it, line by line.
    @Test func changesSurviveJSON() throws {
        let changes = zip(Self.course.dropFirst(), Self.course).flatMap { $0.changes(since: $1) }
        let lines = try changes.map { try JSONEncoder().encode($0) }
        let read = try lines.map { try JSONDecoder().decode(HistoryChange.self, from: $0) }
        #expect(History(changes: read).rebased(to: Self.now) == Self.course.last)
    }

    /// seconds until the record's time, seconds until then on the clocks of another process
    @Test(arguments: [(-90, -90), (0, 0), (40, 40), (300, 300), (4_000, 300)])
    func aMomentKeepsItsDistance(_ recorded: Int, _ expected: Int) {
        let other = Moment(monotonic: .seconds(77), wall: Self.now.wall)
        let moment = Moment(monotonic: .seconds(5_000), wall: Self.now.wall + .seconds(recorded))
        let rebased = moment.rebased(to: other)
        #expect(rebased == other + .seconds(expected))
    }
}
