import ClusterModel
import Testing

@testable import Manifests

/// The form of names, addresses and paths. Every text that a rule takes matches its pattern for schemas.
@Suite struct TextRuleTests {
    private func accepts(_ rule: TextRule, _ texts: [String]) throws {
        let pattern = try Regex(rule.pattern)
        for text in texts {
            #expect(rule.violation(text) == nil, "\(text)")
            #expect(text.wholeMatch(of: pattern) != nil, "\(text) against \(rule.pattern)")
        }
    }

    private func refuses(_ rule: TextRule, _ texts: [String]) {
        for text in texts { #expect(rule.violation(text) != nil, "\(text)") }
    }

    @Test func hostNames() throws {
        try accepts(.hostName, ["host1", "a", "1", "stor-a", "Node-1.example.com", String(repeating: "x", count: 253)])
        refuses(.hostName, ["", "-a", "a-", ".a", "a.", "a_b", "a b", "a/b", "é", String(repeating: "x", count: 254)])
    }

    @Test func clusterNames() throws {
        try accepts(.clusterName, ["lab", "a", "Lab-1", "lab_2.x"])
        refuses(.clusterName, ["", "_a", "a-", "a b", "a=b", "a:b", String(repeating: "x", count: 64)])
    }

    @Test func volumeNames() throws {
        try accepts(.volumeName, ["data", "vm_store-1", "_x", "7", "a-", String(repeating: "v", count: 190)])
        refuses(.volumeName, ["", "-data", "all", "volume", "force", "a.b", "a/b", "a b", "ä"])
        refuses(.volumeName, [String(repeating: "v", count: 256)])
    }

    @Test func users() throws {
        try accepts(.user, ["root", "hcctl-agent", "_svc", "u.name", "ops@example.com"])
        refuses(.user, ["", "-o", "-oProxyCommand=x", "a b", "a;b", ".x", "a\nb"])
    }

    @Test func jumpHosts() throws {
        try accepts(.jumpHosts, ["gate", "admin@gate.example.com:22", "a,b", "[fd00::1]:22"])
        refuses(.jumpHosts, ["", "-J", "a,-b", "a,,b", "a b", ","])
    }

    @Test func directories() throws {
        try accepts(.path, ["/gluster", "/gluster/data/brick", "/a.b/c_d-e", "/.hidden", "/a/..b"])
        refuses(
            .path, ["", "/", "gluster", "/a/", "/a//b", "/a/../b", "/a/./b", "/a/..", "//a", "/a b", "/a,b", "/a:b"])
        refuses(.path, ["/ä", "/a\tb", "/a#b", "/a\\040b", "~/a", "/" + String(repeating: "p", count: 190)])
    }

    @Test func mountPoints() throws {
        try accepts(.mountPoint, ["/gluster", "/srv/bricks/1", "/var/brick", "/home/bricks", "/mnt", "/usr2", "/data"])
        refuses(
            .mountPoint,
            ["/", "/etc", "/etc/x", "/usr/local/brick", "/dev/shm/x", "/var", "/home", "/proc/x", "/run/b"])
    }

    @Test func devices() throws {
        try accepts(
            .device, ["/dev/vdb", "/dev/mapper/vg-lv", "/dev/disk/by-path/pci-0000:00:1f.2-ata-1", "/dev/a+b=c@d"])
        refuses(
            .device, ["", "vdb", "/vdb", "/dev/", "/dev", "/dev/../etc/passwd", "/dev/a b", "/var/disk.img", "/devil"])
    }

    @Test func localFiles() throws {
        try accepts(.localFile, ["/a/b", "key", "./key", "../keys/id", "~/.ssh/id_ed25519", "none", "schlüssel"])
        refuses(
            .localFile, ["", "a b", "-key", "~", "~/", "~root/x", "a/~/b", "%h", "$HOME/x", "a\"b", "a\nb", "dir/"])
    }

    @Test func mountOptions() throws {
        try accepts(
            .mountOption, ["noatime", "inode64", "logbufs=8", "x-systemd.requires=glusterd.service", "context=a:b"])
        refuses(.mountOption, ["", "a,b", "a b", "#x", "-o", "a\\b"])
    }

    @Test func addresses() throws {
        try accepts(
            .address, ["host1", "host1.lab.test", "10.88.0.11", "fd00::1", "::ffff:10.0.0.1", "1:2:3:4:5:6:7:8"])
        try accepts(.address, ["a-b.c-d", "3com.com", "x1", "::", "A.B", String(repeating: "a", count: 63) + ".b"])
        refuses(
            .address, ["", "host_1", "-a", "a-", "a..b", ".a", "a.", "a b", "10.0.0", "10.0.0.256", "10.0.0.01", "1"])
        refuses(
            .address, ["host1:22", "root@host1", "[fd00::1]", "fe80::1%eth0", "fd00:::1", "1:2", "12345::", "g::1"])
        refuses(
            .address, ["1:2:3:4:5:6:7:8:9", "a.7", "ä.test", String(repeating: "a", count: 64), "1::2::3", "::1.2.3"])
    }

    @Test func addressesThatMeanOneThing() {
        #expect(HostAddress.canonical("FD00::1") == HostAddress.canonical("fd00:0:0:0:0:0:0:1"))
        #expect(HostAddress.canonical("Host1.Lab") == HostAddress.canonical("host1.lab"))
        #expect(HostAddress.canonical("::ffff:1.2.3.4") == HostAddress.canonical("::ffff:102:304"))
        #expect(HostAddress.canonical("10.0.0.1") != HostAddress.canonical("10.0.0.2"))
    }

    @Test func addressesThatLeadBack() {
        for text in [
            "localhost", "LOCALHOST", "localhost.localdomain", "a.localhost", "127.0.0.1", "127.9.9.9", "::1", "::",
            "0.0.0.0",
        ] {
            #expect(HostAddress.isLoopback(text), "\(text)")
        }
        for text in ["host1", "10.0.0.1", "fd00::1", "::2", "local.host", "mylocalhost"] {
            #expect(!HostAddress.isLoopback(text), "\(text)")
        }
    }
}
