internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Manifests
internal import Planning
internal import Presentation
internal import Reconciliation
internal import World

/// `hcctl import`: write an existing cluster as manifests.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Write an existing cluster as manifests; change nothing.",
        discussion: """
            Reads the trusted pool from one of its members and prints the manifests under which 'diff' finds nothing to \
            do: hosts, file systems, volumes with every option that was set. Comments say what was left out and why. \
            Adopting a cluster writes nothing to it: the first change of a volume sets its ownership tag.

            Examples:
              hcctl import --host host1.lab.test > cluster.yaml
              hcctl import --host 10.88.0.11 --ssh-identity ~/.ssh/id_ed25519 --known-hosts ~/.ssh/known_hosts
              hcctl diff -f cluster.yaml

            Exit status: 0 written, 1 error.
            """)

    @Option(help: ArgumentHelp("A member of the pool: what ssh connects to.", valueName: "address"))
    var host: String
    @Option(help: "The name of the Cluster; default: what ownership tags name, else “cluster”.")
    var name: String?
    @OptionGroup var ssh: SSHOptions

    func run() async throws {
        let pool = try await discover()
        var settings = PoolImporter.Settings()
        settings.cluster = name.map { ClusterName($0) }
        settings.ssh = ssh.spec
        let valid = Self.valid(PoolImporter(pool, settings).result)
        let adopted = try await adopt(valid)
        Console.out([String(text(adopted).dropLast())])
        Console.err(summary(adopted))
    }

    /// Every member of the pool that answers.
    private func discover() async throws -> DiscoveredPool {
        let (first, candidates) = try await Composition.withHosts(destinations([host])) { environment in
            let discovery = PoolDiscovery(random: environment.random)
            let first = await discovery.first(host, environment.transport)
            return (first, await discovery.candidates(first, environment.transport))
        }
        guard case .known = first.facts.gluster.view else { throw unread(first) }
        return try await Composition.withHosts(destinations(candidates.flatMap(\.names))) { environment in
            await PoolDiscovery(random: environment.random).pool(from: first, candidates, environment.transport)
        }
    }

    private func unread(_ first: DiscoveredHost) -> ImportProblem {
        let why: String
        switch first.facts.gluster.view {
        case .known, .absent: why = "it has no glusterd"
        case .unknown(let reason): why = reason.sentence
        }
        return ImportProblem(description: "import from \(host): \(why)")
    }

    /// Hosts that have no name yet but their address.
    private func destinations(_ addresses: [String]) -> DesiredState {
        var spec = ClusterSpec()
        spec.ssh = ssh.spec
        let hosts = Set(addresses).sorted().map { address in
            var spec = HostSpec()
            spec.address = address
            return (HostName(address), spec)
        }
        spec.hosts = hosts.map(\.0)
        return DesiredState(
            cluster: PoolImporter.Settings.standardName, spec: spec,
            hosts: Dictionary(hosts) { first, _ in first }, volumes: [])
    }

    /// Plans what was imported and leaves alone what such a plan would change; what is left after that is noted.
    private func adopt(_ result: PoolImporter.Result) async throws -> PoolImporter.Result {
        try await Composition.withHosts(result.desired) { environment in
            var result = result
            for _ in 0..<Self.mostPlans {
                let plan = await Reconciler(result.desired, environment: environment, tell: { _ in }).diff().plan
                if plan.ready.isEmpty, plan.held.isEmpty { return result }
                let next = ImportAdoption.adopted(result, plan)
                guard next.desired != result.desired else {
                    result.notes += ImportAdoption.rest(result, plan) { $0.sentence }
                    return result
                }
                result = next
            }
            return result
        }
    }

    /// What one plan leaves alone can reveal another difference once; more rounds than kinds of differences are no use.
    private static let mostPlans = 5

    /// Without the volumes that `validate` does not accept.
    private static func valid(_ result: PoolImporter.Result) -> PoolImporter.Result {
        guard errors(result.desired) != nil else { return result }
        var result = result
        for volume in result.desired.volumes {
            var alone = result.desired
            alone.volumes = [volume]
            guard let words = errors(alone) else { continue }
            result.desired.volumes.removeAll { $0.name == volume.name }
            result.notes.append(.volumeInvalid(volume.name, words: words))
        }
        return result
    }

    private static func errors(_ desired: DesiredState) -> String? {
        let text = ManifestWriter(desired).text()
        let reading = ManifestReader.read([SourceText(path: "import", bytes: Array(text.utf8))])
        return reading.diagnostics.first { $0.severity == .error }?.message
    }
}

// MARK: - Output

extension ImportCommand {
    private func text(_ result: PoolImporter.Result) -> String {
        let comments = Dictionary(grouping: result.notes.filter { $0.resource != nil }) { $0.resource }
            .reduce(into: [ResourceID: [String]]()) { comments, entry in
                if let resource = entry.key { comments[resource] = entry.value.map(\.sentence) }
            }
        let head = ["Imported by hcctl from \(host)."] + result.notes.filter { $0.resource == nil }.map(\.sentence)
        return ManifestWriter(result.desired, head: head, comments: comments).text()
    }

    private func summary(_ result: PoolImporter.Result) -> [String] {
        let rest = result.notes.contains { if case .stillDiffers = $0 { true } else { false } }
        let counts = "\(result.desired.spec.hosts.count) hosts, \(result.desired.volumes.count) volumes"
        let notes = result.notes.isEmpty ? "" : "; \(result.notes.count) comments say what was left out"
        return ["imported: \(counts)\(notes); " + (rest ? "diff of it is not empty" : "diff of it is empty")]
    }
}

/// Why nothing was imported.
struct ImportProblem: Error, CustomStringConvertible {
    let description: String
}
