import ClusterModel
import Testing

@testable import Manifests

/// Near names, lists, quotes and paths in messages.
@Suite struct WordsTests {
    @Test(arguments: [
        ("replicas", "replica"), ("relpica", "replica"), ("Replica", "replica"), ("repl", nil),
        ("brick_path", "brickPath"),
        ("brickpath", "brickPath"), ("host", "hosts"), ("x", nil), ("", nil), ("stat", "state"),
        ("bricksPath", "brickPath"),
    ])
    func nearNames(_ name: String, _ meant: String?) {
        let names = ["replica", "arbiter", "hosts", "brickPath", "bricks", "owner", "options", "state"]
        #expect(ClosestMatch.nearest(to: name, among: names) == meant)
    }

    @Test func theFirstOfSeveralIsTaken() {
        #expect(ClosestMatch.nearest(to: "host4", among: ["host1", "host2"]) == "host1")
        #expect(ClosestMatch.nearest(to: "host4", among: ["hostess", "host5"]) == "host5")
        #expect(ClosestMatch.nearest(to: "host4", among: []) == nil)
    }

    @Test func veryLongNamesAreNotCompared() {
        let long = String(repeating: "a", count: 65)
        #expect(ClosestMatch.nearest(to: long, among: [long + "b"]) == nil)
    }

    @Test func lists() {
        #expect(MessageText.list([]) == "")
        #expect(MessageText.list(["a"]) == "a")
        #expect(MessageText.list(["a", "b"]) == "a and b")
        #expect(MessageText.list(["a", "b", "c"], "or") == "a, b or c")
        #expect(MessageText.count(1, "brick") == "1 brick")
        #expect(MessageText.count(0, "brick") == "0 bricks")
    }

    @Test func quotes() {
        #expect(MessageText.quoted("a b") == "“a b”")
        #expect(MessageText.quoted("a\nb\tc\r") == #"“a\nb\tc\r”"#)
        #expect(MessageText.quoted("\u{0}\u{1B}\u{7F}") == "“<U+0000><U+001B><U+007F>”")
        #expect(MessageText.quoted("é🐘") == "“é🐘”")
    }

    @Test(
        arguments: [("/a/b/c", "/a/b"), ("/a/b", "/a"), ("/a", nil), ("/", nil), ("/é/ü", "/é")] as [(String, String?)])
    func theDirectoryOfAPath(_ path: String, _ parent: String?) {
        #expect(Paths.parent(of: path[...]).map { String($0) } == parent)
    }

    @Test(arguments: [
        ("/a/b/c", "/a/b", true), ("/a/b/c", "/a", true), ("/a/b", "/a/b", false), ("/ab/c", "/a", false),
        ("/a", "/a/b", false), ("/x/b", "/a", false), ("", "/a", false),
    ])
    func whatLiesBelow(_ path: String, _ directory: String, _ isBelow: Bool) {
        #expect(Paths.lies(path, below: directory) == isBelow)
    }

    @Test(arguments: [
        ("key", "manifests/lab/cluster.yaml", "manifests/lab/key"),
        ("./key", "manifests/cluster.yaml", "manifests/key"),
        ("../key", "lab/cluster.yaml", "lab/../key"), ("key", "cluster.yaml", "key"), ("key", "-", "key"),
        ("/abs/key", "lab/cluster.yaml", "/abs/key"), ("~/.ssh/id", "lab/cluster.yaml", "~/.ssh/id"),
        ("key", "/etc/hcctl/c.yaml", "/etc/hcctl/key"), ("key", "/c.yaml", "/key"),
    ])
    func filesAreRelativeToTheManifest(_ path: String, _ manifest: String, _ joined: String) {
        #expect(LocalPath.joined(path, to: manifest) == joined)
    }

    @Test func allThreeFilesOfSSHAreRelativeToTheManifest() throws {
        let ssh = "  ssh: {identityFile: keys/id, knownHostsFile: known, configFile: config}\n"
        let text = [Written.cluster(["host1"], ssh), Written.host("host1")].joined(separator: "---\n")
        let spec = try #require(ManifestReader.read([.written(text, as: "conf/a.yaml")]).desired?.spec.ssh)
        #expect(
            [spec.identityFile, spec.knownHostsFile, spec.configFile] == ["conf/keys/id", "conf/known", "conf/config"])
        let none = Written.cluster(["host1"], "  ssh: {configFile: none}\n") + "---\n" + Written.host("host1")
        #expect(ManifestReader.read([.written(none, as: "conf/a.yaml")]).desired?.spec.ssh.configFile == "none")
    }
}
