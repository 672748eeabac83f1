internal import ArgumentParser
internal import ClusterModel
internal import Foundation

/// How hosts are reached that no manifest declares yet; import writes it into the Cluster.
struct SSHOptions: ParsableArguments {
    @Option(help: "The user to log in as; default: root.")
    var sshUser: String?
    @Option(help: "TCP port; default: 22.")
    var sshPort: Int?
    @Option(help: ArgumentHelp("Private key; default: your ssh's choice.", valueName: "file"))
    var sshIdentity: String?
    @Option(help: ArgumentHelp("Known host keys; default: your ssh's choice.", valueName: "file"))
    var knownHosts: String?
    @Option(help: ArgumentHelp("The ssh configuration to read; none for none at all.", valueName: "file"))
    var sshConfig: String?
    @Option(help: ArgumentHelp("Jump host, as ssh's -J takes it.", valueName: "host"))
    var proxyJump: String?

    var spec: ClusterSpec.SSH {
        var spec = ClusterSpec.SSH()
        spec.user = sshUser ?? spec.user
        spec.port = sshPort ?? spec.port
        spec.identityFile = sshIdentity.map(Self.absolute)
        spec.knownHostsFile = knownHosts.map(Self.absolute)
        spec.configFile = sshConfig.map { $0 == "none" ? $0 : Self.absolute($0) }
        spec.proxyJump = proxyJump
        return spec
    }

    /// The manifest may be written to any folder, and its paths are relative to it.
    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") || path.hasPrefix("~") ? path : URL(filePath: path).standardizedFileURL.path
    }
}
