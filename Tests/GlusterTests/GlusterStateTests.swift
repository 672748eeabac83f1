import ClusterModel
import Gluster
import TestSupport
import Testing
import World

/// What real glusterds say of themselves.
@Suite struct GlusterStateTests {
    static func view(_ name: String) throws -> GlusterView {
        let fixture = try Fixture("gluster/10.3/state-\(name)")
        return try GlusterParser.view(of: String(decoding: fixture.end.output, as: UTF8.self))
    }

    /// It has no UUID of its own before it is asked into, or asks others into, a pool.
    @Test func aloneForTheFirstTime() throws {
        let expected = GlusterView(
            uuid: "00000000-0000-0000-0000-000000000000", opVersion: 100_000, peers: [], volumes: [])
        #expect(try Self.view("alone") == expected)
    }

    @Test func aPoolOfThree() throws {
        let view = try Self.view("pool")
        #expect(view.peers.map(\.names) == [["host2.lab.test"], ["host3.lab.test"]])
        #expect(view.peers.allSatisfy { $0.isMember && $0.isConnected })
        #expect(Set(view.peers.map(\.uuid) + [view.uuid]).count == 3)
        #expect(view.volumes == [])
    }

    /// The same three, each seen by another one: the first host is known by the name that the second resolves.
    @Test func aPoolSeenFromTheOtherSide() throws {
        let (first, second) = (try Self.view("pool"), try Self.view("pool-other"))
        #expect(second.peers.map(\.uuid).contains(first.uuid))
        #expect(first.peers.map(\.uuid).contains(second.uuid))
        #expect(second.peers.flatMap(\.names).contains("host1.lab.test"))
    }

    @Test func aPeerWithASecondName() throws {
        #expect(try Self.view("second-name").peers.first?.names == ["host2.lab.test", "10.88.0.12"])
    }

    @Test func aPeerThatIsDown() throws {
        let view = try Self.view("peer-down")
        #expect(view.peers.map(\.isConnected) == [true, false])
        #expect(view.peers.allSatisfy { $0.isMember })
    }

    /// Name: status, type, copies + arbiters, and of each brick whether it runs (`?` is another host's).
    @Test(arguments: [
        (
            "created",
            ["data Created Replicate 3+1 -??", "engine Created Replicate 3+0 -??", "single Created Distribute 1+0 -"]
        ),
        (
            "started",
            ["data Started Replicate 3+1 R??", "engine Started Replicate 3+0 R??", "single Created Distribute 1+0 -"]
        ),
        (
            "started-arbiter",
            ["data Started Replicate 3+1 ??R", "engine Started Replicate 3+0 ??R", "single Created Distribute 1+0 ?"]
        ),
        (
            "stopped",
            ["data Stopped Replicate 3+1 -??", "engine Started Replicate 3+0 R??", "single Created Distribute 1+0 -"]
        ),
        (
            "brick-killed",
            [
                "data Started Replicate 3+1 R??", "engine Started Replicate 3+0 -??", "half Created Replicate 3+0 -??",
                "single Created Distribute 1+0 -",
            ]
        ),
        (
            "brick-restarted",
            [
                "data Started Replicate 3+1 R??", "engine Started Replicate 3+0 R??", "half Created Replicate 3+0 -??",
                "single Created Distribute 1+0 -",
            ]
        ),
        (
            "peer-down",
            [
                "data Started Replicate 3+1 R??", "engine Started Replicate 3+0 R??", "half Created Replicate 3+0 -??",
                "single Created Distribute 1+0 -",
            ]
        ),
    ])
    func volumes(_ name: String, _ expected: [String]) throws {
        let volumes = try Self.view(name).volumes
        #expect(volumes.map(Self.line) == expected)
    }

    private static func line(_ volume: GlusterVolumeView) -> String {
        let bricks = volume.bricks.map { brick in
            switch brick.isRunning {
            case .known(true): "R"
            case .known(false): "-"
            case .unknown(.notAsked): "?"
            default: "!"
            }
        }
        return "\(volume.name) \(volume.status.rawValue) \(volume.type) \(volume.replica)+\(volume.arbiter) "
            + bricks.joined()
    }

    @Test func bricksInTheOrderOfTheReplicaSet() throws {
        let volume = try #require(try Self.view("started").volume("engine"))
        #expect(volume.bricks.map(\.host) == ["host1.lab.test", "host2.lab.test", "host3.lab.test"])
        #expect(volume.bricks.allSatisfy { $0.path == "/gluster/engine/brick" })
        #expect(volume.id.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
    }

    /// What was set, what gluster itself set at creation, and a value with a colon and an equals sign.
    @Test func reconfiguredOptions() throws {
        let volume = try #require(try Self.view("started").volume("engine"))
        #expect(volume.options.map(\.name) == volume.options.map(\.name).sorted())
        #expect(volume.option("user.note") == "a: b = c")
        #expect(volume.option("auth.allow") == "10.88.0.*")
        #expect(volume.option("network.ping-timeout") == "10")
        #expect(volume.option("cluster.granular-entry-heal") == "on")
        #expect(volume.options.count == 8)
    }

    @Test func everyFixtureIsRead() throws {
        let names = try Fixture.all(of: "gluster").filter { $0.contains("/state-") && !$0.contains("no-glusterd") }
        #expect(names.count > 9)
        for name in names {
            let fixture = try Fixture(name)
            let answer = fixture.answer(to: GlusterCommands.state(file: "fixture"))
            guard case .known = GlusterParser.view(answer) else {
                Issue.record("\(name) is not known")
                continue
            }
        }
    }

    /// The daemon is not running; its pool and volumes are not gone for that.
    @Test func aDaemonThatDoesNotRunIsUnknown() throws {
        let answer = try Fixture("gluster/10.3/state-no-glusterd").answer(to: GlusterCommands.state(file: "fixture"))
        let why = UnknownReason.refused(
            command: "gluster get-state glusterd odir /run/hcctl file fixture", exitStatus: 1,
            words: "Connection failed. Please check if gluster daemon is operational.")
        #expect(GlusterParser.view(answer) == .unknown(why))
    }
}
