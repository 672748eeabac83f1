import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// glusterd's own settings: what is written, and when a running daemon is restarted.
@Suite struct DaemonFileTests {
    private static let shipped =
        "volume management\n    type mgmt/glusterd\n#   option base-port 49152\n"
        + "    option max-port  60999\nend-volume\n"
    private static let wanted =
        "volume management\n    type mgmt/glusterd\n#   option base-port 49152\n"
        + "    option max-port 50651\n    option base-port 50152\nend-volume\n"

    private var desired: DesiredState {
        var desired = Make.desired()
        (desired.spec.gluster.basePort, desired.spec.gluster.maxPort) = (50_152, 50_651)
        return desired
    }

    private func plan(
        newer: Reading<Bool> = .known(false), text: String = wanted, samples: Bool = true,
        _ change: (HostName, inout ObservedHost) -> Void = { _, _ in }
    ) -> Plan {
        let observed = Make.observed(desired) { name, host in
            host.os.files[.glusterdVolfile] = .known(Make.file(.glusterdVolfile, text, newer: newer))
            change(name, &host)
        }
        var history = History()
        if samples {
            history.healSamples["engine"] = [120, 60, 0].map {
                History.HealSample(at: Make.now + .seconds(-$0), entries: 0)
            }
        }
        return Planner().plan(desired, observed, history: history, now: Make.now)
    }

    private func names(_ steps: [Step]) -> [String] { steps.map { "\($0.action.target) \($0.action.name)" } }

    @Test func onlyTheLinesOfTheTwoOptionsChange() {
        let editor = FileEditor(.glusterdVolfile)
        let lines = desired.spec.gluster.daemonOptions.map(\.line)
        #expect(editor.text(FileText(Self.shipped), holding: lines) == FileText(Self.wanted))
        let file = GlusterdFile(Make.file(.glusterdVolfile, Self.shipped))
        #expect(file.value("base-port") == nil && file.value("max-port") == "60999")
        #expect(editor.text(FileText("no section\n"), holding: lines) == nil)
    }

    /// Seed 954: a daemon that runs and was not heard may serve anything.
    @Test func aDaemonThatWasNotHeardIsNotStartedAnew() {
        let plan = plan(newer: .known(true)) { name, host in
            if name == "host2" { host.gluster.view = .unknown(.timeLimitPassed(command: "gluster", .seconds(20))) }
        }
        let restart = plan.held.first { $0.step.map { names([$0]) } == ["host2 host.restart"] }
        #expect(restart?.waitingOn.map(\.reason).contains("FactUnknown") == true)
        #expect(!names(plan.ready).contains("host2 host.restart"))
    }

    /// Restarts of host2 and host3 are due and held because a brick of host1 does not run. The start of that brick must
    /// not wait for one of them.
    @Test func aStoppedBrickIsStartedWhileRestartsAreHeld() {
        let desired = desired
        let plan = plan(newer: .known(true)) { name, host in
            let view = Make.view(name, desired)
            let volumes = view.volumes.map { volume in
                GlusterVolumeView(
                    name: volume.name, id: volume.id, type: volume.type, status: volume.status,
                    replica: volume.replica, arbiter: volume.arbiter,
                    bricks: volume.bricks.map {
                        $0.host == "host1.lab.test" && name == "host1"
                            ? GlusterBrickView(host: $0.host, path: $0.path, isRunning: .known(false)) : $0
                    }, options: volume.options)
            }
            host.gluster.view = .known(GlusterView(uuid: view.uuid, opVersion: 1, peers: view.peers, volumes: volumes))
            if name == "host1" {
                host.os.files[.glusterdVolfile] = .known(Make.file(.glusterdVolfile, Self.wanted, newer: .known(false)))
            }
        }
        #expect(names(plan.ready) == ["host1 gluster.startBricks"])
    }

    @Test func asWantedAndReadIsConverged() { #expect(plan().isConverged) }

    @Test func withoutTheFieldsNobodyLooks() {
        let observed = Make.observed(Make.desired()) { _, host in host.os.files[.glusterdVolfile] = .unknown(.notAsked)
        }
        #expect(Planner().plan(Make.desired(), observed, history: History(), now: Make.now).isConverged)
    }

    @Test func beforeTheFirstStartItIsWrittenAndTheStartComesAfter() throws {
        let bare = plan(newer: .absent, text: Self.shipped) { name, host in
            let file = host.os.files[.glusterdVolfile]
            host = Make.bareHost(name, desired)
            host.os.files[.glusterdVolfile] = file
        }
        let write = try #require(bare.ready.first { $0.action.name == "host.replaceFile" })
        #expect(write.risk == .benign)
        let start = try #require(bare.ready.first { $0.action.name == "host.enableAndStart" })
        #expect(start.after.contains(write.id))
        #expect(!names(bare.ready).contains("host1 host.restart"))
    }

    @Test func runningDaemonsAreStartedAnewOneByOne() {
        let plan = plan(text: Self.shipped)
        #expect(
            names(plan.ready) == [
                "host1 host.replaceFile", "host1 host.restart", "host2 host.replaceFile",
                "host3 host.replaceFile",
            ])
        #expect(plan.ready.allSatisfy { $0.risk == .disruptive })
        #expect(names(plan.held.compactMap(\.step)) == ["host2 host.restart", "host3 host.restart"])
        #expect(plan.ready.first?.differences.map(\.field) == ["spec.gluster.basePort", "spec.gluster.maxPort"])
    }

    /// The run that wrote was killed: the file is newer than the daemon.
    @Test func aDaemonOlderThanItsFileIsStartedAnew() {
        let plan = plan { name, host in
            guard name == "host2" else { return }
            host.os.files[.glusterdVolfile] = .known(
                Make.file(.glusterdVolfile, Self.wanted, newer: .known(true)))
        }
        #expect(names(plan.ready) == ["host2 host.restart"] && plan.held.isEmpty)
    }

    @Test func nothingIsStartedAnewWhileSomethingHeals() {
        let plan = plan(newer: .known(true)) { name, host in
            if name == "host3" { host.gluster.healBacklog = host.gluster.healBacklog.mapValues { _ in .known(4) } }
        }
        #expect(plan.ready.isEmpty && !plan.held.isEmpty)
    }

    @Test func aDaemonWithoutBricksIsStartedAnewWithoutAsking() {
        var desired = self.desired
        desired.volumes = []
        let observed = Make.observed(desired) { _, host in
            host.os.files[.glusterdVolfile] = .known(
                Make.file(.glusterdVolfile, Self.wanted, newer: .known(true)))
        }
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        #expect(plan.ready.count == 3 && plan.ready.allSatisfy { $0.risk == .benign })
    }

    private static let noClock = Reading<Bool>.unknown(
        .unreadable(command: "find", why: "a time that is yet to come", excerpt: ""))

    /// `base-port` in force, the file's time of change against the start, ports of running bricks; whether the daemon works
    /// with other settings than 50152 to 50651.
    @Test(
        arguments: [
            (49_152, .known(false), [50_200], .known(true)), (49_152, noClock, [50_200], .known(true)),
            (50_152, .known(true), [50_200], .known(true)), (50_152, .known(false), [50_200], .known(false)),
            (50_152, .known(false), [60_000], .known(false)), (50_152, noClock, [60_000], .known(true)),
            (50_152, noClock, [50_200, 50_651], .known(false)), (50_152, noClock, [], .known(false)),
            (nil, noClock, [50_200], noClock), (nil, .known(true), [], .known(true)),
            (nil, .known(false), [], .known(false)),
            (49_152, .absent, [], .absent),
        ] as [(Int?, Reading<Bool>, [Int], Reading<Bool>)])
    func evidenceOfWhatADaemonHasRead(
        _ base: Int?, _ newer: Reading<Bool>, _ ports: [Int], _ isUnread: Reading<Bool>
    ) {
        let volume = GlusterVolumeView(
            name: "engine", id: "id", type: "Distribute", status: .started, replica: 1, arbiter: 0,
            bricks: ports.map { GlusterBrickView(host: "h", path: "/b", isRunning: .known(true), port: $0) },
            options: [])
        let view = GlusterView(uuid: "u", opVersion: 1, peers: [], volumes: [volume], basePort: base)
        let file = GlusterdFile(Make.file(.glusterdVolfile, Self.wanted, newer: newer))
        #expect(file.isUnread(by: .known(view)) == isUnread)
    }

    /// A restart that ended well and changed nothing is not repeated for the same contents; one that may not have taken
    /// place is.
    @Test(arguments: [(StepResult.done, false), (.indeterminate(.host("host2"), words: "lost"), true)])
    func aRestartWithoutEffectIsNotRepeated(_ last: StepResult, _ isRepeated: Bool) throws {
        func plan(_ text: String, _ history: History) -> Plan {
            let observed = Make.observed(desired) { name, host in
                host.os.files[.glusterdVolfile] = .known(
                    Make.file(.glusterdVolfile, text, newer: .known(name == "host2")))
            }
            return Planner().plan(desired, observed, history: history, now: Make.now)
        }
        var history = History()
        history.healSamples["engine"] = [120, 60, 0].map {
            History.HealSample(at: Make.now + .seconds(-$0), entries: 0)
        }
        let restart = try #require(plan(Self.wanted, history).ready.first)
        history.attempts[restart.id] = History.Attempts(count: 1, last: last, notBefore: Make.now)
        let again = plan(Self.wanted, history)
        #expect(names(again.ready) == (isRepeated ? ["host2 host.restart"] : []))
        #expect(again.held.flatMap(\.waitingOn).map(\.reason) == (isRepeated ? [] : ["NoEffect"]))
        #expect(names(plan(Self.wanted + "#\n", history).ready) == ["host2 host.restart"], "another file")
    }
}
