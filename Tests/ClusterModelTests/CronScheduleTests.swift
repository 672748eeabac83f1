import ClusterModel
import Testing

@Suite struct CronScheduleTests {
    /// 2026-11-28T12:30:10Z is a Saturday.
    static let saturday = WallTime(sinceEpoch: .seconds(1_795_869_010))

    @Test func theDayOfTheTests() {
        #expect("\(Self.saturday)" == "2026-11-28T12:30:10Z")
        #expect(Self.saturday.date == (2026, 11, 28))
    }

    @Test(
        arguments: [
            ("* * * * *", "2026-11-28T12:30:00Z", "2026-11-28T12:31:00Z"),
            ("30 12 * * *", "2026-11-28T12:30:00Z", "2026-11-29T12:30:00Z"),
            ("31 12 * * *", "2026-11-27T12:31:00Z", "2026-11-28T12:31:00Z"),
            ("0 22 * * 1-5", "2026-11-27T22:00:00Z", "2026-11-30T22:00:00Z"),
            ("0 6 * * 0", "2026-11-22T06:00:00Z", "2026-11-29T06:00:00Z"),
            ("0 6 * * 7", "2026-11-22T06:00:00Z", "2026-11-29T06:00:00Z"),
            ("*/20 0-6,22 * * *", "2026-11-28T06:40:00Z", "2026-11-28T22:00:00Z"),
            ("0 0 1 12 *", nil, "2026-12-01T00:00:00Z"),
            ("0 0 28 * 1", "2026-11-28T00:00:00Z", "2026-11-30T00:00:00Z"),
            ("0 0 29 2 *", nil, nil),
            ("0 0 30 2 *", nil, nil),
            ("10-20/5 1 * * *", "2026-11-28T01:20:00Z", "2026-11-29T01:10:00Z"),
        ] as [(String, String?, String?)])
    func beginnings(_ text: String, _ last: String?, _ next: String?) throws {
        let schedule = try #require(CronSchedule(text))
        #expect(schedule.last(at: Self.saturday, within: .seconds(7 * 86_400)).map { "\($0)" } == last)
        #expect(schedule.next(after: Self.saturday, within: .seconds(366 * 86_400)).map { "\($0)" } == next)
        #expect("\(schedule)" == text)
    }

    @Test(arguments: [
        "", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * 32 * *", "* * * 13 * ", "* * * 0 *",
        "* * * * 8", "5-1 * * * *", "*/0 * * * *", "5/10 * * * *", "-1 * * * *", "1-2-3 * * * *", "1,,2 * * * *",
        "a * * * *", "@daily", " * * * * *", "*  * * * *", "1/ * * * *", "* * * * MON", "* * */2 * *",
    ])
    func noSchedules(_ text: String) { #expect(CronSchedule(text) == nil) }
}

/// 12:30 on a Saturday: which windows hold, and until when.
@Suite struct SyncWindowTests {
    private static func window(_ effect: SyncWindow.Effect, _ schedule: String, hours: Int) throws -> SyncWindow {
        SyncWindow(effect, try #require(CronSchedule(schedule)), .seconds(hours * 3600))
    }

    private static let open = ("0 12 * * *", 2)
    private static let shut = ("0 20 * * *", 2)

    struct Row: Sendable {
        let allow: [(String, Int)]
        let deny: [(String, Int)]
        /// `-` where nothing is held.
        let hold: String
    }

    @Test(arguments: [
        Row(allow: [], deny: [], hold: "-"),
        Row(allow: [open], deny: [], hold: "-"),
        Row(allow: [shut], deny: [], hold: "notAllowed 2026-11-28T20:00:00Z"),
        Row(allow: [shut, open], deny: [], hold: "-"),
        Row(allow: [], deny: [shut], hold: "-"),
        Row(allow: [], deny: [open], hold: "denied 2026-11-28T14:00:00Z"),
        Row(allow: [open], deny: [open], hold: "denied 2026-11-29T20:00:00Z"),
        Row(allow: [shut], deny: [open], hold: "denied 2026-11-28T20:00:00Z"),
        Row(allow: [open], deny: [shut], hold: "-"),
        Row(allow: [], deny: [open, ("0 13 * * *", 3)], hold: "denied 2026-11-28T16:00:00Z"),
        Row(allow: [], deny: [("* * * * *", 1)], hold: "denied -"),
        Row(allow: [("30 12 * * *", 1)], deny: [], hold: "-"),
        Row(allow: [("30 11 * * *", 1)], deny: [], hold: "notAllowed 2026-11-29T11:30:00Z"),
        Row(allow: [("0 0 29 2 *", 1)], deny: [], hold: "notAllowed -"),
    ])
    func holds(_ row: Row) throws {
        let windows =
            try row.allow.map { try Self.window(.allow, $0.0, hours: $0.1) }
            + row.deny.map { try Self.window(.deny, $0.0, hours: $0.1) }
        let hold = windows.hold(at: CronScheduleTests.saturday)
        let until = hold?.until.map { "\($0)" } ?? "-"
        let text =
            switch hold {
            case nil: "-"
            case .denied: "denied \(until)"
            case .notAllowed: "notAllowed \(until)"
            }
        // What allows and denies at the same times never opens.
        let isNever = row.allow.count == 1 && row.deny.count == 1 && row.allow[0] == row.deny[0]
        #expect(text == (isNever ? "denied -" : row.hold))
    }

    /// Of what a controller may do, what counts as starting what is down.
    @Test(arguments: [
        (Action.host(.mount(device: "UUID=1", at: "/gluster", options: []), on: "host1"), true),
        (.host(.enableAndStart(unit: "glusterd"), on: "host1"), true),
        (.host(.restart(unit: "glusterd"), on: "host1"), false),
        (.host(.makeDirectory(path: "/a"), on: "host1"), false),
        (.host(.installPackages(["a"], masking: []), on: "host1"), false),
        (.gluster(.startBricks("engine"), from: "host1"), true),
        (.gluster(.startVolume("engine"), from: "host1"), true),
        (.gluster(.setOptions("engine", []), from: "host1"), false),
        (.gluster(.probe(peer: "host2"), from: "host1"), false),
        (.ctdb(.start, on: "host1"), true), (.ctdb(.stop, on: "host1"), false),
        (.ctdb(.reloadNodes, on: "host1"), false),
        (.nfs(.restartServer(killing: true), on: "host1"), true),
        (.nfs(.restartServer(killing: false), on: "host1"), false),
    ])
    func startingWhatIsDown(_ action: Action, _ isStart: Bool) { #expect(action.startsWhatIsDown == isStart) }
}
