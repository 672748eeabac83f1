import ClusterModel
import Testing

@testable import Manifests

/// Random clusters, the same for one seed: what is written is read as it was; one thing broken is one thing said.
@Suite struct GeneratedTests {
    private static let seeds: Range<UInt64> = 0..<60

    @Test func whatIsWrittenIsRead() {
        for seed in Self.seeds {
            var numbers = SeededNumbers(seed: seed)
            let desired = Generated.cluster(&numbers)
            let documents = Emitter.documents(desired).shuffled(using: &numbers)
            let reading = Written.readOnly(documents)
            #expect(reading.desired == desired, "seed \(seed): \(reading.said)")
        }
    }

    @Test func itDoesNotMatterHowDocumentsAreSpreadOverFiles() {
        for seed in Self.seeds {
            var numbers = SeededNumbers(seed: seed)
            let documents = Emitter.documents(Generated.cluster(&numbers))
            let files = documents.enumerated().map { SourceText.written($1, as: "\($0).yaml") }.shuffled(
                using: &numbers)
            #expect(ManifestReader.read(files).desired == Written.readOnly(documents).desired, "seed \(seed)")
        }
    }

    /// Each breaks one thing in a set that is valid, and says what has to be among the messages.
    private static let breakages: [(name: String, apply: @Sendable (inout DesiredState) -> String)] = [
        (
            "a host of the Cluster goes",
            { state in
                let gone = state.spec.hosts.removeLast()
                return "the Host “\(gone)” is not one of the hosts of the Cluster"
            }
        ),
        (
            "a Host document goes",
            { state in
                state.hosts[state.spec.hosts[0]] = nil
                return "there is no Host “\(state.spec.hosts[0])”"
            }
        ),
        (
            "a brick moves to nowhere",
            { state in
                change(&state) { $0.bricks[0] = Brick(host: "nowhere", path: $0.bricks[0].path) }
                return "there is no Host “nowhere”"
            }
        ),
        (
            "a brick leaves its mount",
            { state in
                let host = state.volumes[0].spec.bricks[0].host
                change(&state) { $0.bricks[0].path = "/elsewhere/b" }
                return "the brick /elsewhere/b is outside a declared mount of \(host)"
            }
        ),
        (
            "a brick is lost",
            { state in
                change(&state) { $0.bricks.removeLast() }
                let spec = state.volumes[0].spec
                return "\(spec.bricks.count) bricks cannot be divided into sets of \(spec.replica)"
            }
        ),
        (
            "a set moves together",
            { state in
                let host = state.volumes[0].spec.bricks[0].host
                change(&state) { $0.bricks[1] = Brick(host: host, path: $0.bricks[0].path + "2") }
                return "two bricks of replica set 1 are on \(host)"
            }
        ),
        (
            "a brick is listed twice",
            { state in
                let brick = state.volumes[0].spec.bricks[0]
                change(&state) { $0.bricks[1] = brick }
                return "the path \(brick.path) is used twice on \(brick.host)"
            }
        ),
        (
            "a brick goes into another",
            { state in
                let brick = state.volumes[0].spec.bricks[0]
                change(&state) { $0.bricks[1] = Brick(host: brick.host, path: brick.path + "/in") }
                return "the brick \(brick.path)/in lies inside the brick \(brick.path) on \(brick.host)"
            }
        ),
        (
            "an address is used twice",
            { state in
                let names = state.spec.hosts
                let address = state.hosts[names[0]]?.address ?? ""
                state.hosts[names[1]]?.address = address
                return "“\(address)” is the address of another host too"
            }
        ),
        (
            "a device is used twice",
            { state in
                let name = state.spec.hosts[0]
                guard let first = state.hosts[name]?.storage.first else { return "no storage" }
                var second = first
                (second.name, second.mountPoint) = ("second", "/second")
                state.hosts[name]?.storage.append(second)
                return "the device “\(first.device)” is used twice on \(name)"
            }
        ),
    ]

    private static func change(_ state: inout DesiredState, _ edit: (inout GlusterVolumeSpec) -> Void) {
        var spec = state.volumes[0].spec
        edit(&spec)
        state.volumes[0] = Desired(state.volumes[0].name, spec)
    }

    @Test func oneBreakageIsNoticed() {
        for seed in Self.seeds {
            var numbers = SeededNumbers(seed: seed)
            let whole = Generated.cluster(&numbers)
            for breakage in Self.breakages {
                var broken = whole
                let expected = breakage.apply(&broken)
                let reading = Written.readOnly(Emitter.documents(broken))
                #expect(reading.desired == nil, "seed \(seed): \(breakage.name)")
                #expect(reading.messages.contains(expected), "seed \(seed): \(breakage.name): \(reading.said)")
            }
        }
    }
}

/// A random cluster of three to six hosts that breaks no rule and needs no warning.
enum Generated {
    static func cluster(_ numbers: inout SeededNumbers) -> DesiredState {
        let names = (1...Int.random(in: 3...6, using: &numbers)).map { HostName("node-\($0)") }.shuffled(
            using: &numbers)
        var spec = ClusterSpec()
        spec.hosts = names
        spec.ssh = ssh(&numbers)
        let disks = Int.random(in: 1...3, using: &numbers)
        let hosts = names.map { ($0, host($0, disks, &numbers)) }
        let volumes = (0..<Int.random(in: 1...4, using: &numbers)).map { volume($0, names, disks, &numbers) }
        return DesiredState(
            cluster: ClusterName("c\(Int.random(in: 0...9, using: &numbers))"), spec: spec,
            hosts: Dictionary(hosts) { first, _ in first }, volumes: volumes)
    }

    private static func ssh(_ numbers: inout SeededNumbers) -> ClusterSpec.SSH {
        var ssh = ClusterSpec.SSH()
        ssh.user = ["root", "ops", "svc_hc"].randomElement(using: &numbers) ?? ssh.user
        ssh.port = [22, 2222, 65_535].randomElement(using: &numbers) ?? ssh.port
        ssh.identityFile = [nil, "~/.ssh/id", "/keys/id"].randomElement(using: &numbers) ?? nil
        ssh.knownHostsFile = [nil, "/keys/known"].randomElement(using: &numbers) ?? nil
        ssh.become = ClusterSpec.Become.allCases.randomElement(using: &numbers) ?? ssh.become
        ssh.proxyJump = [nil, "gate", "a@b:1,c"].randomElement(using: &numbers) ?? nil
        ssh.configFile = [nil, "none"].randomElement(using: &numbers) ?? nil
        return ssh
    }

    private static func host(_ name: HostName, _ disks: Int, _ numbers: inout SeededNumbers) -> HostSpec {
        var host = HostSpec()
        host.address = "\(name).example.com"
        if Bool.random(using: &numbers) { host.storageAddress = "\(name).storage" }
        host.storage = (0..<disks).map { disk in
            var storage = HostSpec.Storage()
            storage.name = "disk\(disk)"
            storage.device = "/dev/vd\(["b", "c", "d"][disk])"
            storage.mountPoint = "/bricks/\(disk)"
            storage.mountOptions =
                [nil, [], ["noatime"], ["inode64", "noatime"]].randomElement(using: &numbers) ?? nil
            if Bool.random(using: &numbers) {
                var options = HostSpec.MakeOptions()
                options.inodeSize = [256, 512, 1024, 2048].randomElement(using: &numbers) ?? 512
                storage.mkfs = options
            }
            return storage
        }
        return host
    }

    private static func volume(
        _ index: Int, _ names: [HostName], _ disks: Int, _ numbers: inout SeededNumbers
    ) -> Desired<GlusterVolumeSpec> {
        var spec = GlusterVolumeSpec()
        spec.replica = 3
        spec.arbiter = Int.random(in: 0...1, using: &numbers)
        spec.bricks = (0..<Int.random(in: 1...3, using: &numbers)).flatMap { set in
            names.shuffled(using: &numbers).prefix(3).map { name in
                Brick(host: name, path: "/bricks/\(Int.random(in: 0..<disks, using: &numbers))/v\(index)/s\(set)")
            }
        }
        spec.state = GlusterVolumeSpec.State.allCases.randomElement(using: &numbers) ?? .started
        if Bool.random(using: &numbers) {
            spec.owner = GlusterVolumeSpec.Owner()
            spec.owner?.uid = Int.random(in: 0...70_000, using: &numbers)
        }
        let values = ["on", "off", "010", "1:30", "10", "*", "it's", "a b", "~", "null", "20%", "{", "- x", "# y", "é"]
        spec.options = (0..<Int.random(in: 0...5, using: &numbers)).map { number in
            GlusterOption("user.option-\(number)", values.randomElement(using: &numbers) ?? "on")
        }
        return Desired(VolumeName("v\(index)"), spec)
    }
}
