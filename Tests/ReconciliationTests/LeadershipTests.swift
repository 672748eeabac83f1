import ClusterModel
import TestSupport
import Testing
import World

@testable import Reconciliation

@Suite struct LeadershipTests {
    private static func leadership(here: HostName?, named: HostName?, observes: Bool = false) -> Leadership {
        Leadership(here: here, observesOnly: observes, named: named)
    }

    @Test func whoMayAct() {
        typealias Reason = ControllerEvent.ObservingReason
        let cases: [(here: HostName?, named: HostName?, observes: Bool, obstacle: Reason?)] = [
            (nil, nil, false, nil), ("host1", nil, false, nil), ("host1", "host1", false, nil),
            ("host1", "host2", false, .otherHostNamed("host2", here: "host1")),
            (nil, "host2", false, .otherHostNamed("host2", here: nil)), ("host1", "host1", true, .asStarted),
        ]
        for one in cases {
            let leadership = Self.leadership(here: one.here, named: one.named, observes: one.observes)
            #expect(leadership.obstacle(at: Make.now) == one.obstacle)
        }
    }

    @Test func aNamedHostYieldsForAMinuteAfterTheNewestTerm() {
        var leadership = Self.leadership(here: "host1", named: "host1")
        let news = [
            leadership.overruled(by: Term(5), on: "host2", now: Make.now),
            leadership.overruled(by: Term(5), on: "host3", now: Make.now + .seconds(50)),
        ]
        #expect(leadership.obstacle(at: Make.now + .seconds(59)) != nil)
        let newer = leadership.overruled(by: Term(6), on: "host2", now: Make.now + .seconds(59))
        #expect(news + [newer] == [true, false, true])
        let end = Make.now + .seconds(119)
        #expect(
            leadership.obstacle(at: Make.now + .seconds(118)) == .overruled(by: Term(6), until: end.wall))
        #expect(leadership.deadline == end)
        #expect(leadership.obstacle(at: end) == nil)
    }

    @Test func withoutANameOnlyAnOperatorEndsIt() {
        var leadership = Self.leadership(here: nil, named: nil)
        _ = leadership.overruled(by: Term(5), on: "host2", now: Make.now)
        #expect(leadership.obstacle(at: Make.now + .seconds(100_000)) == .overruled(by: Term(5), until: nil))
        #expect(leadership.deadline == nil)
        leadership.reset()
        #expect(leadership.obstacle(at: Make.now) == nil)
    }
}

@Suite struct ObservationPacerTests {
    @Test func theFirstBeginsAtOnceAndUselessOnesSlowDown() {
        var pacer = ObservationPacer()
        var now = Duration.zero
        var pauses: [Duration] = []
        for _ in 0..<9 {
            let pause = pacer.pause(at: now)
            pauses.append(pause)
            now += pause
            pacer.observed(isUseful: false, at: now)
        }
        #expect(pauses.map(\.milliseconds) == [20, 100, 200, 400, 800, 1600, 3200, 5000, 5000])
        pacer.observed(isUseful: true, at: now)
        let next = pacer.pause(at: now)
        #expect(next == ObservationPacer.settle)
    }

    @Test func afterACalmALineIsNewsAgain() {
        var pacer = ObservationPacer()
        for _ in 0..<9 { pacer.observed(isUseful: false, at: .zero) }
        let pauses = [pacer.pause(at: .seconds(1)), pacer.pause(at: .seconds(11))]
        #expect(pauses == [.seconds(4), ObservationPacer.settle])
    }
}

/// Lines as they were printed on Debian 12 with gluster 10.3 and systemd 252.
@Suite struct FollowedLineTests {
    @Test(arguments: [
        (
            LineSource.gluster,
            "[2026-11-28 10:42:07.002580 +0000]  : volume set engine network.ping-timeout 15 : SUCCESS", true
        ),
        (.gluster, "[2026-11-28 10:42:04.712009 +0000]  : get-state : SUCCESS", false),
        (
            .gluster,
            "[2026-11-28 10:41:31.944886 +0000]  : get-state glusterd odir /run/hcctl file state-3obrdosyz9rmd : SUCCESS",
            false
        ),
        (.gluster, "[2026-11-28 10:41:31.944886 +0000]  : volume heal engine info : SUCCESS", false),
        (.gluster, "[2026-11-28 10:41:31.944886 +0000]  : volume heal engine full : SUCCESS", true),
        (
            .gluster,
            "[2026-11-28 10:42:11.330721 +0000] I [MSGID: 106005] [glusterd-handler.c:6062:__glusterd_brick_rpc_notify] 0-management: Brick host1.lab.test:/gluster/data/brick has disconnected from glusterd. ",
            true
        ),
        (
            .gluster,
            "[2026-11-28 10:42:04.711649 +0000] I [MSGID: 106584] [glusterd-handler.c:5865:__glusterd_handle_get_state] 0-management: Received request to get state for glusterd ",
            false
        ),
        (
            .gluster,
            "[2026-11-28 10:42:06.871464 +0000] E [MSGID: 106061] [glusterd-op-sm.c:1112:glusterd_op_stage_set_volume] 0-management: Dict get failed [{Key=key2}, {errno=2}, {error=No such file or directory}] ",
            false
        ),
        (.gluster, "124:     option auth.login.7696a098-8eee-46fd-8a7c-9b99874f90b0.password 8fd61c08", false),
        (.gluster, "Final graph:", false),
        (.files, "tail: '/etc/fstab' has been replaced;  following new file", true),
        (.files, "x=y", true),
        (.files, "tail: cannot open '/var/lib/glusterd/groups/virt' for reading: No such file or directory", false),
        (.systemd, "gluster.mount: Deactivated successfully.", true),
        (.systemd, "session-2144.scope: Deactivated successfully.", false),
        (.systemd, "Starting glusterd.service - GlusterFS, a clustered file-system server...", true),
        (.ctdb, "2026-11-28T10:00:00.000000+00:00 host1 ctdb-recoverd[12]: Took cluster lock, leader=0", true),
        (.ctdb, "2026-11-28T10:00:00.000000+00:00 host1 ctdbd[12]: 10.interface: Interface ok", false),
    ]) func isNews(_ source: LineSource, _ line: String, _ expected: Bool) {
        #expect(HostFollowers.isNews(source, line) == expected)
    }

    @Test func everyHostIsFollowed() {
        let programs = HostFollowers.programs(Make.desired())
        #expect(Set(programs.keys) == Set(Make.hosts))
        let words = programs["host1"]?.map { "\(CommandLine($0.arguments))" } ?? []
        #expect(
            words == [
                "tail -q -n0 -F -s 0.1 -- /var/log/glusterfs/glusterd.log /var/log/glusterfs/cmd_history.log /var/log/glusterfs/bricks/gluster-engine-brick.log",
                "tail -q -n0 -F -s 0.1 -- /etc/fstab /etc/hosts",
                "journalctl -q -f -n 0 -o cat _PID=1",
            ])
    }
}

@Suite struct ElectionTests {
    private static func leadership(_ election: ControlElection, volume: VolumeName? = "meta") -> Leadership {
        var leadership = Leadership(here: "host1", observesOnly: false, named: nil, volume: volume)
        _ = leadership.elected(election)
        return leadership
    }

    @Test func whoMayActWhereALockElects() {
        typealias Reason = ControllerEvent.ObservingReason
        let cases: [(election: ControlElection, obstacle: Reason?)] = [
            (.notTried, .noElection("meta", words: "the lock was not tried yet")), (.leading("meta"), nil),
            (.leading("other"), .noElection("meta", words: "the lock was not tried yet")),
            (.otherLeads("meta", "host2"), .otherLeads("meta", "host2")),
            (.otherLeads("meta", nil), .otherLeads("meta", nil)),
            (.failed("meta", words: "not mounted"), .noElection("meta", words: "not mounted")),
        ]
        for one in cases { #expect(Self.leadership(one.election).obstacle(at: Make.now) == one.obstacle) }
        for one in cases { #expect(Self.leadership(one.election, volume: nil).obstacle(at: Make.now) == nil) }
    }

    /// The lock elects: a term that another run took while it was not held is no obstacle to the one who holds it now.
    @Test func theElectedOneTakesTheNextTerm() {
        var leadership = Self.leadership(.otherLeads("meta", "host2"))
        _ = leadership.overruled(by: Term(5), on: "host2", now: Make.now)
        let results = [
            leadership.elected(.otherLeads("meta", nil)), leadership.elected(.leading("meta")),
            leadership.elected(.leading("meta")),
        ]
        #expect(results == [false, true, false])
        #expect(leadership.obstacle(at: Make.now) == nil)
        // A one-shot command after that is yielded to for a minute.
        _ = leadership.overruled(by: Term(6), on: "host2", now: Make.now)
        let end = Make.now + .seconds(60)
        #expect(leadership.obstacle(at: Make.now + .seconds(59)) == .overruled(by: Term(6), until: end.wall))
        #expect(leadership.deadline == end && leadership.obstacle(at: end) == nil)
    }
}
