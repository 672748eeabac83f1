package import ClusterModel

/// How one host is reached with ssh(1). Paths are used as they are: `~` and relative paths are resolved by whoever
/// read the manifest.
package struct SSHDestination: Sendable, Hashable {
    /// The manifest's name of the host.
    package var host: HostName
    /// What ssh connects to: a name or an address.
    package var address: String
    /// The user to log in as.
    package var user: String
    /// TCP port, 1…65535.
    package var port: Int
    /// Private key; nil leaves the choice to the user's ssh configuration and agent.
    package var identityFile: String?
    /// Known host keys; nil leaves the choice to the user's ssh configuration.
    package var knownHostsFile: String?
    /// A jump host as ssh's -J takes it.
    package var proxyJump: String?
    /// The ssh configuration to read; nil is the user's own, `none` is none at all.
    package var configFile: String?
    /// Whether commands run through `sudo -n`.
    package var sudo: Bool

    /// A destination.
    package init(
        host: HostName, address: String, user: String = "root", port: Int = 22, identityFile: String? = nil,
        knownHostsFile: String? = nil, proxyJump: String? = nil, configFile: String? = nil, sudo: Bool = false
    ) {
        self.host = host
        self.address = address
        self.user = user
        self.port = port
        self.identityFile = identityFile
        self.knownHostsFile = knownHostsFile
        self.proxyJump = proxyJump
        self.configFile = configFile
        self.sudo = sudo
    }
}

extension SSHDestination {
    /// For messages; the host's own name is said by whoever reports.
    var name: String { "\(user)@\(address) port \(port)" }

    /// Seconds to connect. Protects a cycle from a host that drops packets; costs a host that is slower than that.
    static let connectTimeout = 5
    /// Seconds between questions to a silent host, and how many may stay unanswered: a host that died under an open
    /// connection is given up after 6 to 9 s. Costs a few bytes a host every 3 s.
    static let aliveInterval = 3
    static let aliveCount = 2

    /// ssh's arguments for the connection that all commands to this host share. Its own session runs `cat`.
    func masterArguments(socket: String) -> [String] {
        var arguments = ["-T", "-S", Self.escaped(socket), "-p", "\(port)", "-l", user]
        if let configFile { arguments += ["-F", configFile] }
        // Not by -i, which looks for the file before it expands `%`.
        if let identityFile {
            arguments += Self.options(["IdentityFile=\(Self.quoted(identityFile))", "IdentitiesOnly=yes"])
        }
        if let knownHostsFile { arguments += ["-o", "UserKnownHostsFile=\(Self.quoted(knownHostsFile))"] }
        if let proxyJump { arguments += ["-J", proxyJump] }
        return arguments + Self.options(Self.masterOptions) + ["--", address, ShellScript.echo]
    }

    /// ssh's arguments for one command over the shared connection. They read no configuration and can make no
    /// connection of their own: without the shared one nothing is run, and ssh says so.
    func clientArguments(socket: String) -> [String] {
        ["-F", "none", "-T", "-S", Self.escaped(socket), "-p", "\(port)", "-l", user] + Self.options(Self.clientOptions)
            + ["--", address, sudo ? ShellScript.bootstrapWithSudo : ShellScript.bootstrap]
    }

    /// StrictHostKeyChecking: a host key nobody checked is never accepted. ControlPersist: with the master dies all.
    /// RemoteCommand, ForwardAgent, ForwardX11, PermitLocalCommand: whatever the user's configuration says for
    /// sessions of their own, ours run our command and lend nothing. UpdateHostKeys: known_hosts is the user's.
    private static let masterOptions = [
        "BatchMode=yes", "StrictHostKeyChecking=yes", "UpdateHostKeys=no", "ControlMaster=yes", "ControlPersist=no",
        "ConnectTimeout=\(connectTimeout)", "ConnectionAttempts=1", "ServerAliveInterval=\(aliveInterval)",
        "ServerAliveCountMax=\(aliveCount)", "ClearAllForwardings=yes", "ForwardAgent=no", "ForwardX11=no",
        "PermitLocalCommand=no", "RemoteCommand=none", "LogLevel=ERROR",
    ]

    private static let clientOptions = [
        "BatchMode=yes", "StrictHostKeyChecking=yes", "ControlMaster=no",
        "ProxyCommand=\(ShellScript.refuseToConnect)", "ClearAllForwardings=yes", "LogLevel=ERROR",
    ]

    private static func options(_ options: [String]) -> [String] { options.flatMap { ["-o", $0] } }

    /// ssh expands `%` in paths.
    private static func escaped(_ path: String) -> String { path.replacing("%", with: "%%") }

    /// A path as an option's value, which ssh splits at blanks (ssh_config(5)).
    private static func quoted(_ path: String) -> String {
        "\"" + escaped(path).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
