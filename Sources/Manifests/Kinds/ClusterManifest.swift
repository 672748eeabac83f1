internal import ClusterModel

extension ClusterSpec: ManifestObject {
    static var title: String { "the spec of a Cluster" }
    static var laterFields: [String] { ["controller", "firewall"] }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "hosts", \.hosts, .list(of: .hostName, atLeast: 1), required: true, "The hosts, each with a Host document.")
        Field("ssh", \.ssh, .object, "How the hosts are reached.")
        Field("packages", \.packages, .object, "Packages of the hosts.")
        Field(
            "hostsFile", \.hostsFile, .choice(),
            "Whether a line is added to a host's /etc/hosts where the name of another host is not found.")
        Field("gluster", \.gluster, .object, "Gluster's settings for the whole pool.")
        Field("disruption", \.disruption, .object, "How much of it may be disturbed at a time.")
    }
}

extension ClusterSpec.Packages: ManifestObject {
    static var title: String { "packages" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("manage", \.manage, .boolean, "Whether packages that are missing are installed.")
    }
}

extension ClusterSpec.SSH: ManifestObject {
    static var title: String { "ssh" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("user", \.user, .text(.user), "The user to log in as.")
        Field("port", \.port, .integer(1...65_535), "TCP port.")
        Field("identityFile", \.identityFile, .text(.localFile), "Private key; relative to the manifest.")
        Field("knownHostsFile", \.knownHostsFile, .text(.localFile), "Known host keys; relative to the manifest.")
        Field("become", \.become, .choice(), "Whether commands run through sudo -n; auto: when the user is not root.")
        Field("proxyJump", \.proxyJump, .text(.jumpHosts), "Jump host, as ssh's -J takes it.")
        Field("configFile", \.configFile, .text(.localFile), "The ssh configuration to read; none for none at all.")
    }
}

extension ClusterSpec.Gluster: ManifestObject {
    static var title: String { "gluster" }
    /// Ports that need no privilege.
    private static var ports: ClosedRange<Int> { 1024...65_535 }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("options", \.options, .options(of: .cluster), "Options of all volumes together (volume set all).")
        Field("basePort", \.basePort, .integer(Self.ports), "The first port that bricks get.")
        Field("maxPort", \.maxPort, .integer(Self.ports), "The last port that bricks get.")
    }
}

extension Form where Value == HostName {
    /// The name of a host; whether there is one of that name is asked once everything is read.
    static var hostName: Self {
        Form<String>.text(.hostName).converted {
            HostName($0)
        } from: {
            $0.text
        }
    }
}
