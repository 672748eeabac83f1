internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import LiveWorld
internal import World

/// The one place that chooses between real and simulated hosts; commands get the result as one `Access`.
enum Composition {
    /// The hosts of the manifests: real or simulated ones, as the command line says.
    static func withCluster<Report: Sendable>(
        _ desired: DesiredState, _ output: RunOutput, keepsChanges: Bool,
        _ body: @escaping @Sendable (RunEnvironment) async -> Report
    ) async throws -> Report {
        guard output.simulation.isWanted else { return try await withHosts(desired, body) }
        do throws(SimulationProblem) {
            let hosts = try SimulatedHosts(desired, output.simulation)
            output.begin()
            return try hosts.run(keepsChanges: keepsChanges, body)
        } catch {
            throw output.failure(error.words)
        }
    }

    /// Over ssh. The connections are closed at the end.
    static func withHosts<Result>(
        _ desired: DesiredState, _ body: (RunEnvironment) async throws -> Result
    ) async throws -> Result {
        let transport = LiveTransport(destinations(desired))
        do {
            let result = try await body(environment(transport))
            await transport.close()
            return result
        } catch {
            await transport.close()
            throw error
        }
    }

    /// This machine alone, for the lab.
    static func onThisMachine() -> RunEnvironment { environment(LiveTransport([])) }

    static func environment(_ transport: LiveTransport) -> RunEnvironment {
        let time = SystemClock()
        let traced: any CommandTransport =
            Console.habits.isVerbose
            ? TracedTransport(transport, time: time) { Console.err(ExchangeText.lines($0)) } : transport
        let secrets = LiveSecrets(transport, home: NSHomeDirectory()) { ProcessInfo.processInfo.environment[$0] }
        return RunEnvironment(transport: traced, time: time, random: SystemRandomSource(), secrets: secrets)
    }

    static func destinations(_ desired: DesiredState) -> [SSHDestination] {
        let ssh = desired.spec.ssh
        return desired.orderedHosts.map { host, spec in
            SSHDestination(
                host: host, address: spec.address, user: ssh.user, port: ssh.port,
                identityFile: ssh.identityFile.map(expanded), knownHostsFile: ssh.knownHostsFile.map(expanded),
                proxyJump: ssh.proxyJump, configFile: ssh.configFile.map { $0 == "none" ? $0 : expanded($0) },
                sudo: needsSudo(ssh))
        }
    }

    private static func needsSudo(_ ssh: ClusterSpec.SSH) -> Bool {
        switch ssh.become {
        case .auto: ssh.user != "root"
        case .sudo: true
        case .none: false
        }
    }

    /// `~` is the home of the running user.
    private static func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        return NSHomeDirectory() + path.dropFirst()
    }
}
