import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// When a field counts as fought over: a table of what comes back, how often and how fast.
@Suite struct FightWatchTests {
    private static let desired = Make.desired()
    private static let host: HostName = "host1"

    /// The volume's option as seen, and the step that sets it.
    private static func step(_ seen: String?) -> Step {
        Step(
            resource: .volume("engine"),
            action: .gluster(.setOptions("engine", [GlusterOption("network.ping-timeout", "10")]), from: host),
            postcondition: .gluster(.options("engine", [GlusterOption("network.ping-timeout", "10")])), risk: .benign,
            scope: .volume("engine"),
            differences: [
                Difference("spec.options[network.ping-timeout]", desired: "10", observed: seen, rule: .explicit)
            ])
    }

    private static func observed(_ value: String) -> ObservedState {
        Make.observed(desired) { name, host in
            let view = Make.view(name, desired)
            host.gluster.view = .known(
                GlusterView(
                    uuid: view.uuid, opVersion: view.opVersion, peers: view.peers,
                    volumes: [
                        Make.found(
                            desired.volumes[0], seenFrom: name, desired,
                            options: [GlusterOption("network.ping-timeout", value)])
                    ]))
        }
    }

    /// What is remembered, moved on by one look or one repair at a time.
    private struct Course {
        var rules = DisruptionSpec.Fighting()
        var repairs: [Repair: RepairRecord] = [:]
        var now = Make.now

        var watch: RecurringDriftDetector { RecurringDriftDetector(rules, at: now) }
        var recurringDrifts: [Repair: RecurringDrift] { watch.recurringDrifts(repairs) }

        mutating func look(_ value: String) {
            let differing = value == "10" ? [] : step(value).differences.map { Repair(.volume("engine"), $0) }
            repairs = watch.looked(observed(value), differing: differing, after: repairs)
        }

        /// No host answers.
        mutating func lookInVain() {
            let blind = Make.observed(desired) { name, host in
                host = ObservedHost(unknown: .hostUnreachable(name, detail: "no route"))
            }
            repairs = watch.looked(blind, differing: [], after: repairs)
        }

        mutating func mend(_ value: String, isSeen: Bool = true) {
            repairs = watch.taken([step(value)], after: repairs)
            if isSeen { look("10") }
        }

        /// Each value is seen, mended and, after the pause, seen again.
        mutating func go(through values: [String], every pause: Duration, isSeen: Bool = true) {
            for value in values {
                look(value)
                mend(value, isSeen: isSeen)
                now = now + pause
            }
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let values: [String]
        var pause = Duration.seconds(5)
        var repeats = 5
        var window = Duration.seconds(600)
        var isSeen = true
        let isFight: Bool
        var testDescription: String { name }
    }

    /// The last value of each case is seen once more at the end.
    static let cases = [
        Case(name: "once", values: ["30"], isFight: false),
        Case(name: "five times", values: Array(repeating: "30", count: 5), isFight: false),
        Case(name: "six times", values: Array(repeating: "30", count: 6), isFight: true),
        Case(name: "another value each time", values: (30...60).map { "\($0)" }, isFight: false),
        Case(
            name: "two values in turn, each five times", values: (0..<10).map { $0 % 2 == 0 ? "30" : "40" },
            isFight: false),
        Case(
            name: "two values in turn, each six times", values: (0..<12).map { $0 % 2 == 0 ? "30" : "40" },
            isFight: true),
        Case(
            name: "six times, too slowly", values: Array(repeating: "30", count: 30), pause: .seconds(121),
            isFight: false),
        Case(
            name: "six times, just fast enough", values: Array(repeating: "30", count: 6), pause: .seconds(120),
            isFight: true),
        Case(
            name: "never seen to hold", values: Array(repeating: "30", count: 20), isSeen: false, isFight: false),
        Case(name: "switched off", values: Array(repeating: "30", count: 20), repeats: 0, isFight: false),
        Case(name: "one is allowed", values: ["30", "30"], repeats: 1, isFight: true),
        Case(
            name: "a short window", values: Array(repeating: "30", count: 20), window: .seconds(20), isFight: false),
    ]

    @Test(arguments: cases) func whatCounts(_ one: Case) {
        var course = Course()
        (course.rules.repeats, course.rules.window) = (one.repeats, one.window)
        course.go(through: one.values, every: one.pause, isSeen: one.isSeen)
        course.look(one.values.last ?? "10")
        #expect(!course.recurringDrifts.isEmpty == one.isFight)
    }

    @Test func aFightSaysWhatComesBackHowOftenAndWhoCouldTell() throws {
        var course = Course()
        course.go(through: Array(repeating: "30", count: 6), every: .seconds(5))
        course.look("30")
        let fight = try #require(course.recurringDrifts.values.first)
        #expect(fight.count.times == 6)
        #expect(fight.count.since == Make.now + .seconds(5))
        #expect(fight.until == Make.now + .seconds(25) + RecurringDriftDetector.pause(6))
        #expect(fight.repair.difference.field == "spec.options[network.ping-timeout]")
        #expect(fight.repair.difference.observed == "30")
        #expect(fight.count.longest == .seconds(5) && !fight.canFailOnItsOwn)
        #expect(fight.evidenceHint == "/var/log/glusterfs/cmd_history.log on every host of the pool")
    }

    /// A brick, a daemon and a mount may end without anybody's doing.
    @Test func whatRunsMayFailByItself() throws {
        let runs: [Action] = [
            .gluster(.startBricks("engine"), from: Self.host),
            .host(.enableAndStart(unit: "glusterd"), on: Self.host),
            .host(.mount(device: "/dev/vdb", at: "/gluster", options: []), on: Self.host),
        ]
        #expect(runs.map(\.canFailOnItsOwn) == [true, true, true])
        #expect(
            runs.map(\.evidenceHint) == [
                "/var/log/glusterfs/bricks on the hosts of the bricks", "“journalctl -u glusterd” on host1",
                "“journalctl -u '*.mount'” and “journalctl -k” on host1",
            ])
    }

    @Test func thePauseDoublesToFiveMinutes() {
        #expect(
            (1...3).map(RecurringDriftDetector.pause) == [.milliseconds(400), .milliseconds(800), .milliseconds(1_600)])
        #expect(RecurringDriftDetector.pause(6) == .milliseconds(12_800))
        #expect(RecurringDriftDetector.pause(10) == .milliseconds(204_800))
        #expect([11, 60, 1_000].map(RecurringDriftDetector.pause) == Array(repeating: .seconds(300), count: 3))
    }

    /// The pace is slower than the window counts: it stays a fight all the same.
    @Test func aFightLastsAtItsOwnPace() {
        var course = Course()
        course.rules.window = .seconds(60)
        course.go(through: Array(repeating: "30", count: 6), every: .seconds(5))
        for times in 7...20 {
            course.look("30")
            course.now = course.now + .seconds(300)
            course.look("30")
            course.mend("30")
            course.now = course.now + .seconds(3)
            course.look("30")
            #expect(course.recurringDrifts.values.first?.count.times == times)
        }
    }

    @Test func aFightIsOverOnceARepairHasLastedForTheWindow() {
        var course = Course()
        course.go(through: Array(repeating: "30", count: 6), every: .seconds(5))
        course.look("30")
        course.mend("30")
        course.now = course.now + .seconds(600)
        course.look("10")
        #expect(course.recurringDrifts.count == 1)
        course.now = course.now + .seconds(1)
        course.look("10")
        #expect(course.recurringDrifts.isEmpty && course.repairs.isEmpty)
        course.look("30")
        #expect(course.recurringDrifts.isEmpty)
    }

    @Test func theSameLookTwiceCountsOnce() {
        var course = Course()
        course.go(through: Array(repeating: "30", count: 5), every: .seconds(5))
        course.look("30")
        let once = course.repairs
        course.look("30")
        #expect(course.repairs == once)
    }

    /// Others go on between themselves while our step is held: that is none of our repairs undone.
    @Test func whatOthersDoBetweenThemselvesDoesNotCount() {
        var course = Course()
        course.look("30")
        course.mend("30")
        for _ in 1...20 {
            course.now = course.now + .seconds(3)
            course.look("30")
            course.now = course.now + .seconds(3)
            course.look("10")
        }
        #expect(course.recurringDrifts.isEmpty)
        #expect(course.repairs.values.map(\.returns.count) == [1])
    }

    /// Somebody else set it for good while our step was held.
    @Test func aFightIsOverAlsoOnceSomebodyElseMendedIt() {
        var course = Course()
        course.go(through: Array(repeating: "30", count: 6), every: .seconds(5))
        course.look("30")
        course.look("10")
        course.now = course.now + .seconds(601)
        course.look("10")
        #expect(course.recurringDrifts.isEmpty)
    }

    /// The host is silent for longer than the window: nobody saw the repair hold, nor anything else.
    @Test(arguments: [true, false]) func aFightGoesOnWhileNobodySeesIt(_ wasSeenToHold: Bool) {
        var course = Course()
        course.go(through: Array(repeating: "30", count: 6), every: .seconds(5))
        course.look("30")
        course.mend("30", isSeen: wasSeenToHold)
        for _ in 1...20 {
            course.now = course.now + .seconds(60)
            course.lookInVain()
        }
        #expect(course.recurringDrifts.count == 1)
        course.look("30")
        #expect(course.recurringDrifts.values.map(\.count.times) == [wasSeenToHold ? 7 : 6])
    }

    /// A look that tells nothing is no proof that a repair holds.
    @Test func whatIsNotSeenDoesNotCount() {
        var course = Course()
        for _ in 1...10 {
            course.look("30")
            course.mend("30", isSeen: false)
            course.lookInVain()
        }
        #expect(course.repairs.values.allSatisfy { $0.returns.isEmpty && $0.fight == nil })
    }

    @Test func memoryIsBoundedAndFightsAreForgottenLast() {
        var course = Course()
        course.go(through: Array(repeating: "30", count: 6), every: .seconds(5))
        course.look("30")
        let many = (0...RecurringDriftDetector.kept).map { number in
            Step(
                resource: .volume("engine"), action: .host(.makeDirectory(path: "/\(number)"), on: Self.host),
                postcondition: .host(.directory(Self.host, path: "/\(number)")), risk: .benign, scope: .host(Self.host),
                differences: [Difference("\(number)", desired: "there", observed: nil, rule: .cluster)])
        }
        course.repairs = course.watch.taken(many, after: course.repairs)
        #expect(course.repairs.count == RecurringDriftDetector.kept * 3 / 4)
        #expect(course.recurringDrifts.count == 1)
    }
}

/// What the planner makes of a fight.
@Suite struct FightPlanTests {
    private static let field = "spec.options[network.ping-timeout]"

    private func plan(fought: Bool, until: Duration, options: [GlusterOption], now: Moment = Make.now) -> Plan {
        let desired = Make.desired([
            Make.volume(options: [
                GlusterOption("network.ping-timeout", "10"), GlusterOption("performance.quick-read", "off"),
            ])
        ])
        let observed = Make.observed(desired) { name, host in
            let view = Make.view(name, desired)
            host.gluster.view = .known(
                GlusterView(
                    uuid: view.uuid, opVersion: view.opVersion, peers: view.peers,
                    volumes: [Make.found(desired.volumes[0], seenFrom: name, desired, options: options)]))
        }
        var history = History()
        if fought {
            let repair = Repair(
                .volume("engine"), Difference(Self.field, desired: "10", observed: "30", rule: .explicit))
            var record = RepairRecord(
                postcondition: .gluster(.options("engine", [GlusterOption("network.ping-timeout", "10")])),
                evidenceHint: "a log",
                last: now + (until - RecurringDriftDetector.pause(6)))
            record.fight = .init(since: record.last, times: 6, longest: .seconds(2))
            history.repairs[repair] = record
        }
        return Planner().plan(desired, observed, history: history, now: now)
    }

    private static let quick = GlusterOption("performance.quick-read", "off")
    private static let undone = GlusterOption("network.ping-timeout", "30")

    @Test func itIsHeldUntilItsPauseIsOver() throws {
        let held = plan(fought: true, until: .seconds(3), options: [Self.undone, Self.quick])
        #expect(held.words == ["held Fighting"])
        #expect(try #require(held.held.first).waitingOn[0].resolution == .operatorAction)
        let open = plan(fought: true, until: .zero, options: [Self.undone, Self.quick])
        #expect(open.words == ["ready gluster.setOptions"])
        #expect(open.recurringDrifts.count == 1 && open.isRecurring(open.ready[0]))
    }

    @Test func whatElseDiffersIsMendedAtOnce() {
        let both = plan(
            fought: true, until: .seconds(3), options: [Self.undone, GlusterOption("performance.quick-read", "on")])
        #expect(both.words == ["ready gluster.setOptions"])
        #expect(both.ready.first?.differences.count == 2)
        #expect(both.ready.map(both.isRecurring) == [false])
    }

    @Test func aLullIsNoConvergence() {
        let lull = plan(fought: true, until: .zero, options: [GlusterOption("network.ping-timeout", "10"), Self.quick])
        #expect(lull.ready.isEmpty && lull.held.isEmpty && !lull.isConverged)
        #expect(
            plan(fought: false, until: .zero, options: [GlusterOption("network.ping-timeout", "10"), Self.quick])
                .isConverged)
    }
}
