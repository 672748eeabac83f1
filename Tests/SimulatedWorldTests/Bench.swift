import ClusterModel
import Testing
import World

@testable import SimulatedWorld

/// A state to ask and to change without a clock: each command is run to its end.
struct Bench {
    var state: ClusterState

    init(_ state: ClusterState = Bench.bare()) { self.state = state }

    /// Hosts as the lab has them: loop devices under other names.
    static func bare(_ count: Int = 3) -> ClusterState {
        var state = ClusterState.bare(count)
        for index in state.hosts.indices {
            state.hosts[index].devices = [
                SimulatedDevice(
                    "/dev/vdb", number: "7:0", type: "loop", kernelName: "loop0",
                    disk: SimulatedDisk(serial: "vdb-\(index)"))
            ]
        }
        return state
    }

    func ask(_ words: [String], at host: HostName = "host1") -> Finished? {
        guard case .outcome(.finished(let end)) = answer(query(words), at: host) else { return nil }
        return end
    }

    func answer(_ query: Query, at host: HostName = "host1") -> QueryResponder.QueryResult {
        guard let seen = state[host] else { return .finding("no such host") }
        return QueryResponder(state: state, host: seen).answer(query)
    }

    private func query(_ words: [String]) -> Query {
        if words.first == "read" { return .read(path: words[1], limit: 1 << 20) }
        guard words.dropFirst().first == "get-state" else { return .run(Invocation(words)) }
        return .runForFile(Invocation(words), answer: "\(words[4])/\(words[6])")
    }

    @discardableResult
    mutating func run(_ words: String..., at host: HostName = "host1") -> Finished {
        run(words, at: host)
    }

    @discardableResult
    mutating func run(_ words: [String], at host: HostName = "host1") -> Finished {
        guard case .finished(let end) = perform(.run(Invocation(words)), at: host) else {
            return Finished(exitStatus: -1)
        }
        return end
    }

    @discardableResult
    mutating func perform(_ change: Change, at host: HostName = "host1") -> Outcome {
        let id = state.begin(change, at: host, term: Term(1), caller: "test")
        pass(.seconds(200))
        return state.takeResult(id) ?? .notRun(.stagingFailed("it has not ended"))
    }

    mutating func pass(_ duration: Duration) { state.advance(to: state.now + duration) }

    /// A gluster command on the first host unless told otherwise.
    @discardableResult
    mutating func gluster(_ words: String..., at host: HostName = "host1") -> Finished {
        run(["gluster", "--mode=script"] + words, at: host)
    }
}

extension Bench {
    static let formatting = ["mkfs.xfs", "-i", "size=512", "--", "/dev/vdb"]
    static let mounting = ["mount", "-t", "xfs", "-o", "inode64,noatime", "--", "/dev/vdb", "/gluster"]
    static let names = ["host1.lab.test", "host2.lab.test", "host3.lab.test"]

    /// A file system at /gluster on every host.
    mutating func mountAll() {
        for host in state.hosts.map(\.name) {
            run(Self.formatting, at: host)
            run("mkdir", "-p", "-m", "0755", "--", "/gluster", at: host)
            run(Self.mounting, at: host)
        }
    }

    /// A pool of all hosts, with mounted disks.
    mutating func pool() {
        mountAll()
        for host in state.hosts.map(\.name) { run("systemctl", "enable", "--now", "--", "glusterd.service", at: host) }
        for host in state.hosts.dropFirst() { gluster("peer", "probe", host.names[0]) }
    }

    mutating func makeParents() {
        for host in state.hosts.map(\.name) {
            for path in ["/gluster/engine", "/gluster/data", "/gluster/empty"] {
                run("mkdir", "-p", "-m", "0755", "--", path, at: host)
            }
        }
    }

    static func bricks(_ volume: String) -> [String] { names.map { "\($0):/gluster/\(volume)/brick" } }

    /// engine with replica 3, data with replica 2 + 1, single with one brick: all made, none started.
    mutating func volumes() {
        pool()
        makeParents()
        run(["gluster", "--mode=script", "volume", "create", "engine", "replica", "3"] + Self.bricks("engine"))
        run(
            ["gluster", "--mode=script", "volume", "create", "data", "replica", "3", "arbiter", "1"]
                + Self.bricks("data"))
        gluster("volume", "create", "single", "host1.lab.test:/gluster/single")
    }

    /// engine and data run; engine has options of its own.
    mutating func started() {
        volumes()
        gluster("volume", "start", "engine")
        gluster(
            "volume", "set", "engine", "network.ping-timeout", "10", "auth.allow", "10.88.0.*", "user.note",
            "a: b = c")
        gluster("volume", "start", "data")
    }

    /// With one option of engine reset, marks that name nothing, and options of all volumes together.
    mutating func withOptions() {
        started()
        gluster("volume", "reset", "engine", "network.ping-timeout")
        gluster("volume", "set", "engine", "user.hcctl.options", ",")
        gluster("volume", "set", "all", "cluster.server-quorum-ratio", "51", "cluster.brick-multiplex", "off")
    }

    mutating func makeHalf() {
        for host in state.hosts.map(\.name) { run("mkdir", "-p", "-m", "0755", "--", "/gluster/half", at: host) }
    }

    private var half: [String] {
        ["gluster", "--mode=script", "volume", "create", "half", "replica", "3"] + Self.bricks("half")
    }

    /// A create that the third host refused, whose disk was not mounted; it is again.
    mutating func halfCreated() {
        withOptions()
        makeHalf()
        for volume in ["engine", "data"] { state.act(.gluster(.stopVolume(volume))) }
        state.act(.storage(.unmount("host3", target: "/gluster")))
        state.act(.host(.makeDirectory("host3", path: "/gluster/half")))
        run(half)
        state.act(.storage(.mount("host3", device: "/dev/vdb", target: "/gluster")))
    }

    mutating func unmark(at host: HostName) {
        run("setfattr", "-x", "trusted.glusterfs.volume-id", "--", "/gluster/half/brick", at: host)
    }

    /// The same create has gone through, and the other volumes run again.
    mutating func resumed() {
        halfCreated()
        for host in ["host1", "host2"] as [HostName] { unmark(at: host) }
        run(half)
        for volume in ["engine", "data"] { gluster("volume", "start", volume) }
    }
}
