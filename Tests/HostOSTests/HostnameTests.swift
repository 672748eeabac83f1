import ClusterModel
import HostOS
import Testing
import World

@Suite struct HostnameTests {
    @Test(
        arguments: [
            ("host1\n", "host1"), ("Host1.Lab.Test\n", "host1"), ("# by hand\n\nnode-7\n", "node-7"), ("\n", nil),
            ("10.0.0.1\n", nil), ("", nil),
        ] as [(String, String?)])
    func theFirstLabelOfTheFile(_ text: String, _ name: String?) {
        let probe = HostnameProbe.probe(host: "host1")
        let outcome = Outcome.finished(Finished(exitStatus: 0, output: Array(text.utf8), errors: []))
        #expect(probe.answer([outcome]).facts == (name.map { .known($0) } ?? .absent))
    }

    @Test func aFileThatIsMissingIsNoName() {
        let probe = HostnameProbe.probe(host: "host1")
        #expect(probe.answer([.notRun(.absent("no such file"))]).facts == .absent)
        #expect(
            probe.answer([.notRun(.unreachable("off"))]).facts == .unknown(.hostUnreachable("host1", detail: "off")))
    }
}
