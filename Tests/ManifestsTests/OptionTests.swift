import ClusterModel
import Testing

@testable import Manifests

/// Options of a volume: names in full, values as written.
@Suite struct OptionTests {
    private func value(_ text: String) -> String? {
        Written.volume(with: "  options: {a.b: \(text)}\n")?.options.first?.value
    }

    private func said(_ entry: String) -> [String] {
        Written.read(Written.replicated("  options:\n    \(entry)\n")).diagnostics.map {
            $0.message + ($0.advice.map { "; \($0)" } ?? "")
        }
    }

    @Test(arguments: [
        ("on", "on"), ("off", "off"), ("yes", "yes"), ("010", "010"), ("1:30", "1:30"), ("10", "10"), ("1e3", "1e3"),
        ("0x10", "0x10"), ("true", "true"), ("\"*\"", "*"), ("'a b'", "a b"), ("20%", "20%"), ("10MB", "10MB"),
        ("1.0", "1.0"), ("2026-01-01", "2026-01-01"), ("\"~\"", "~"), ("\"null\"", "null"), ("-1", "-1"), ("=", "="),
        ("nUlL", "nUlL"), ("\"a,b\"", "a,b"),
    ])
    func valuesKeepTheirText(_ written: String, _ kept: String) {
        #expect(value(written) == kept)
    }

    @Test(arguments: ["", "~", "null", "Null", "NULL"])
    func nothingIsNoValue(_ text: String) {
        #expect(
            said("a.b: \(text)") == [
                "the option “a.b” has no value; write one, such as on or \"off\", or leave the line out"
            ])
    }

    @Test func whatAValueMayNotBe() {
        #expect(
            said("a.b: \"\"") == [
                "the value of the option “a.b” is empty; leave the line out to keep gluster's default"
            ])
        #expect(said("a.b: \"  \"").count == 1)
        #expect(said("a.b: \"x\\ny\"").count == 1)
        #expect(said("a.b: \"x\\ty\"").count == 1)
        #expect(said("a.b: {c: d}").count == 1)
        #expect(said("a.b: --xml").count == 1)
        #expect(said("a.b: \(String(repeating: "v", count: 1000))") == [])
        #expect(
            said("a.b: \(String(repeating: "v", count: 1001))") == [
                "the value of the option “a.b” has 1001 bytes; gluster is given at most 1000"
            ])
    }

    @Test(arguments: [
        "network.ping-timeout", "performance.quick-read", "user.note", "user.hcctl", "features.shard-block-size",
        "storage.owner-uid", "nfs.rpc-auth-allow", "Auth.Allow", "a.b_c",
    ])
    func fullNames(_ name: String) {
        #expect(said("\(name): 36") == [])
    }

    @Test(arguments: [
        ("quick-read", "performance.quick-read"), ("ping-timeout", "network.ping-timeout"), ("allow", "auth.allow"),
        ("shard", "features.shard"), ("quikc-read", "performance.quick-read"),
        ("event-threads", "client.event-threads or server.event-threads"),
    ])
    func shortNamesAreToBeWrittenInFull(_ short: String, _ full: String) {
        #expect(said("\(short): 1") == ["the option “\(short)” has no dot; write the full name: \(full)"])
    }

    @Test func whatIsNoName() {
        #expect(
            said("frobnicate: 1") == [
                "the option “frobnicate” has no dot; write the full name, such as network.ping-timeout"
            ])
        for name in ["a..b", ".a", "a.", "\"a b.c\"", "\"a/b.c\"", "-a.b", "\"\""] {
            #expect(said("\(name): 1").count == 1, "\(name)")
        }
    }

    @Test func marksAreRefused() {
        #expect(
            said("user.hcctl.owner: lab") == [
                "“user.hcctl.owner” is one of hcctl's own marks; leave it out: hcctl sets it itself"
            ])
        #expect(said("user.hcctl.anything: lab").count == 1)
    }

    @Test func optionsOfTheWholeCluster() {
        #expect(said("cluster.brick-multiplex: on").count == 1)
        #expect(said("cluster.server-quorum-type: server") == [])
    }

    @Test func aKeyTwiceIsAnError() {
        #expect(said("{a.b: 1, a.b: 2}") == ["“a.b” is given twice in one map; keep one of the two"])
    }

    @Test func ownerAndOptionsAgree() {
        func messages(_ uid: String) -> [String] {
            Written.read(Written.replicated("  owner: {uid: 36}\n  options: {storage.owner-uid: \(uid)}\n")).messages
        }
        #expect(messages("36") == [])
        #expect(messages("0") == ["the option storage.owner-uid is “0”, but owner says 36"])
    }

    @Test func theOrderIsKept() {
        let names = Written.volume(with: "  options: {z.z: 1, a.a: 2, m.m: 3}\n")?.options.map(\.name)
        #expect(names == ["z.z", "a.a", "m.m"])
    }

    @Test func writtenAsText() {
        let written = Form<[GlusterOption]>.options.write([GlusterOption("a.b", "on")])
        #expect(written == .map([.init(key: "a.b", value: .text("on"))]))
    }
}
