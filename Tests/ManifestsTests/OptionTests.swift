import ClusterModel
import Testing

@testable import Manifests

/// Options of a volume: names in full, values as written.
@Suite struct OptionTests {
    private func value(_ text: String) -> String? {
        Written.volume(with: "  options: {user.a: \(text)}\n")?.options.first?.value
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
            said("user.a: \(text)") == [
                "the option “user.a” has no value; write one, such as on or \"off\", or leave the line out"
            ])
    }

    @Test func whatAValueMayNotBe() {
        #expect(
            said("user.a: \"\"") == [
                "the value of the option “user.a” is empty; leave the line out to keep gluster's default"
            ])
        #expect(said("user.a: \"  \"").count == 1)
        #expect(said("user.a: \"x\\ny\"").count == 1)
        #expect(said("user.a: \"x\\ty\"").count == 1)
        #expect(said("user.a: {c: d}").count == 1)
        #expect(said("user.a: --xml").count == 1)
        #expect(said("user.a: \(String(repeating: "v", count: 1000))") == [])
        #expect(
            said("user.a: \(String(repeating: "v", count: 1001))") == [
                "the value of the option “user.a” has 1001 bytes; gluster is given at most 1000"
            ])
    }

    @Test(arguments: [
        "network.ping-timeout", "performance.quick-read", "user.note", "user.hcctl", "features.shard-block-size",
        "storage.owner-uid", "glusterfs.a_c",
    ])
    func fullNames(_ name: String) {
        #expect(said("\(name): 36").filter { $0.contains("no name") || $0.contains("no dot") } == [])
    }

    @Test(arguments: [
        ("quick-read", "performance.quick-read"), ("ping-timeout", "network.ping-timeout"), ("allow", "auth.allow"),
        ("shard", "features.shard"),
    ])
    func shortNamesAreMadeFull(_ short: String, _ full: String) {
        #expect(Written.volume(with: "  options: {\(short): 1}\n")?.options.map(\.name) == [full])
    }

    @Test func oneOptionUnderTwoNames() {
        #expect(
            said("{quick-read: on, performance.quick-read: off}") == [
                "“performance.quick-read” and “quick-read” are one option; keep one of the two"
            ])
        #expect(said("{quick-read: on, quick-read: off}").count == 1)
    }

    @Test(arguments: [
        ("quikc-read", "performance.quick-read"), ("event-threads", "client.event-threads or server.event-threads"),
        ("nfs.flush-behind-", nil), ("ssl", "client.ssl or server.ssl"),
    ])
    func namesThatAreNotShortNames(_ short: String, _ full: String?) {
        guard let full else { return #expect(said("\(short): 1").count == 1) }
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
        #expect(said("{user.a: 1, user.a: 2}") == ["“user.a” is given twice in one map; keep one of the two"])
    }

    @Test(arguments: [
        ("performance.quick-raed", "performance.quick-read"), ("network.quick-read", "performance.quick-read"),
        ("Auth.Allow", "auth.allow"), ("perfomance.event-threads", "client.event-threads” or “server.event-threads"),
    ])
    func optionsThatGlusterDoesNotHave(_ name: String, _ meant: String) {
        #expect(said("\(name): 1") == ["gluster has no option “\(name)”; did you mean “\(meant)”?"])
    }

    @Test func optionsFarFromAny() {
        #expect(
            said("frob.nicate: 1") == [
                "gluster has no option “frob.nicate”; if yours has, name it in the annotation "
                    + "hcctl.dev/allow-unknown-options"
            ])
    }

    private func allowing(_ names: String, _ options: String) -> [String] {
        let annotations = "annotations: {hcctl.dev/allow-unknown-options: \"\(names)\"}"
        let volume = Written.replicated("  options: {\(options)}\n")
            .replacing("{name: data}", with: "{name: data, \(annotations)}")
        return Written.read(volume).messages
    }

    @Test func theAnnotationLetsExactlyItsNamesThrough() {
        #expect(allowing("new.one,other.new", "new.one: 1, other.new: 2") == [])
        #expect(allowing(" new.one , other.new", "new.one: 1, other.new: 2") == [])
        #expect(allowing("new.one", "other.new: 2") == ["gluster has no option “other.new”"])
        #expect(allowing("performance.quick-read", "performance.quick-read: maybe").count == 1)
        #expect(allowing("user.hcctl.owner", "user.hcctl.owner: me").count == 1)
        #expect(allowing("", "") == ["“” is no name of an option"])
        #expect(allowing("new", "") == ["“new” is no name of an option"])
        #expect(allowing("a.b,,c.d", "") == ["“” is no name of an option"])
    }

    @Test(arguments: [
        ("quick-read: maybe", "the option “quick-read” takes on or off, found “maybe”"),
        (
            "network.ping-timeout: fast",
            "the option “network.ping-timeout” takes a time from 0s to 1013s, such as 30s or 5min, found “fast”"
        ),
        ("client.event-threads: 33", "the option “client.event-threads” takes a whole number from 1 to 32, found “33”"),
        (
            "cluster.quorum-type: Auto",
            "the option “cluster.quorum-type” takes one of none, auto or fixed, found “Auto”; did you mean “auto”?"
        ),
        ("client.ssl: 2", "the option “client.ssl” takes on or off, found “2”"),
    ])
    func valuesOfAnotherType(_ entry: String, _ message: String) {
        #expect(said(entry) == [message])
    }

    @Test func obsoleteOptionsWarn() {
        let reading = Written.read(Written.replicated("  options: {cluster.strict-readdir: on, qr-cache-timeout: 1}\n"))
        #expect(reading.isValid)
        #expect(reading.diagnostics.map(\.severity) == [.warning, .warning])
        #expect(reading.diagnostics[1].advice == "gluster says: Use performance.quick-read-cache-timeout instead")
    }

    @Test func optionsThatACommandOfTheirOwnSets() {
        #expect(
            said("features.quota: on") == [
                "gluster does not take “features.quota” as an option to set; leave it out: a gluster command of its own "
                    + "sets it"
            ])
    }

    @Test func ownerAndOptionsAgree() {
        func messages(_ uid: String) -> [String] {
            Written.read(Written.replicated("  owner: {uid: 36}\n  options: {storage.owner-uid: \(uid)}\n")).messages
        }
        #expect(messages("36") == [])
        let short = Written.read(Written.replicated("  owner: {uid: 36}\n  options: {owner-uid: 0}\n")).diagnostics
        #expect(short.map(\.place.column) == [24])
        #expect(messages("0") == ["the option storage.owner-uid is “0”, but owner says 36"])
    }

    @Test func theOrderIsKept() {
        let names = Written.volume(with: "  options: {user.z: 1, user.a: 2, user.m: 3}\n")?.options.map(\.name)
        #expect(names == ["user.z", "user.a", "user.m"])
    }

    @Test func writtenAsText() {
        let written = FieldCodec<[GlusterOption]>.options(of: .volume).write([GlusterOption("a.b", "on")])
        #expect(written == .map([.init(key: "a.b", value: .text("on"))]))
    }
}
