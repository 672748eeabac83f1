import ClusterModel
import Foundation
import Manifests
import SimulatedWorld
import Simulation

/// What the statements up to now have made: manifests and hosts.
struct Session {
    private static let repository = "Tests/Scenarios"

    private let folder: URL
    private let transcript: Transcript
    private let simulator: Simulator
    private var sources: [SourceText] = []
    private(set) var desired: DesiredState?
    private(set) var cluster: SimulatedCluster?
    private(set) var seed: UInt64 = 1

    /// Paths of manifests count from `folder`.
    init(folder: URL, _ transcript: Transcript, _ simulator: Simulator) {
        self.folder = folder
        self.transcript = transcript
        self.simulator = simulator
    }

    // MARK: - Manifests

    mutating func readManifests(below path: String) throws(StatementError) {
        let root = folder.appending(path: path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder) else {
            throw StatementError("there are no manifests \(path) in \(Self.repository)")
        }
        let names = isFolder.boolValue ? (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? [] : [""]
        var sources: [SourceText] = []
        for name in names.sorted() where name.isEmpty || name.hasSuffix(".yaml") {
            guard let data = try? Data(contentsOf: name.isEmpty ? root : root.appending(path: name)) else {
                throw StatementError("\(path)/\(name) cannot be read")
            }
            sources.append(SourceText(path: name.isEmpty ? path : "\(path)/\(name)", bytes: Array(data)))
        }
        take(sources)
    }

    mutating func readManifests(_ text: String) { take([SourceText(path: "manifests", bytes: Array(text.utf8))]) }

    mutating func editManifests(_ edit: TextEdit) throws(StatementError) {
        var isChanged = false
        let edited = sources.map { source in
            guard let text = edit.applied(to: String(decoding: source.bytes, as: UTF8.self)) else { return source }
            isChanged = true
            return SourceText(path: source.path, bytes: Array(text.utf8))
        }
        guard isChanged else { throw StatementError("this edit changes nothing in the manifests") }
        take(edited)
    }

    private mutating func take(_ new: [SourceText]) {
        sources = new
        let reading = ManifestReader.read(new)
        transcript.add(Printing.diagnostics(reading, new))
        desired = reading.desired
    }

    func valid() throws(StatementError) -> DesiredState {
        guard let desired else { throw StatementError("this needs valid manifests first") }
        return desired
    }

    // MARK: - Hosts

    mutating func makeHosts(_ options: Statement.HostsOptions) throws(StatementError) {
        guard cluster == nil else { throw StatementError("there are hosts already") }
        var state = world(from: try valid(), seed: options.seed)
        for index in state.hosts.indices {
            state.hosts[index].findsNames = options.findsNames
            for package in options.without { Self.leave(out: package, of: &state.hosts[index]) }
        }
        state.hosts += options.beside.enumerated().map { number, name in
            SimulatedHost(
                name, names: ["\(name).lab.test", "10.88.0.\(200 + number)"],
                devices: [SimulatedDevice("/dev/vdb", disk: SimulatedDisk(serial: "\(name)-vdb-1"))])
        }
        seed = options.seed
        cluster = SimulatedCluster(state, time: simulator, random: SeededRandomSource(seed: seed))
    }

    private static func leave(out package: String, of host: inout SimulatedHost) {
        host.packages[package] = nil
        guard package == "glusterfs-server" else { return }
        host.units["glusterd.service"] = nil
        host.root["/etc/glusterfs/glusterd.vol"] = nil
    }

    /// The hosts; without a line `hosts` they are bare ones.
    mutating func hosts() throws(StatementError) -> SimulatedCluster {
        if cluster == nil { try makeHosts(Statement.HostsOptions()) }
        guard let cluster else { throw StatementError("there are no hosts") }
        return cluster
    }
}
