import ClusterModel
import Gluster
import Testing
import World

/// What is asked only where something is wrong: empty files, checksums, the files of TLS.
@Suite struct TroubleTests {
    private func answer(_ query: Query, _ output: String, _ status: Int = 0) -> QueryResult {
        QueryResult(
            to: query, from: "host1", .finished(Finished(exitStatus: status, output: Array(output.utf8))))
    }

    @Test func emptyFilesAndTheLastErrors() {
        let log = """
            [2026-11-28 11:00:00.1 +0000] I [MSGID: 1] [glusterd.c:1:init] 0-management: starting
            [2026-11-28 11:00:00.2 +0000] E [MSGID: 2] [store.c:2:read] 0-management: Failed to restore
            [2026-11-28 11:00:00.3 +0000] E [MSGID: 3] [xlator.c:3:init] 0-management: Initialization of volume failed

            """
        let found = GlusterParser.damage(
            answer(GlusterCommands.emptyFiles, "/var/lib/glusterd/glusterd.info\n", 1),
            log: answer(GlusterCommands.lastWords, log))
        #expect(
            found
                == .known(
                    StoreDamage(
                        emptyFiles: ["/var/lib/glusterd/glusterd.info"],
                        words: ["Failed to restore", "Initialization of volume failed"])))
    }

    @Test func checksumsOfTheStore() {
        let vols = "/var/lib/glusterd/vols"
        func sums(_ lines: [String]) -> [String: String] {
            let text = lines.map { "\(vols)/\($0)\n" }.joined()
            guard case .known(let sums) = GlusterParser.storeSums(answer(GlusterCommands.storeSums, text)) else {
                return [:]
            }
            return sums
        }
        let data = ["data/cksum:info=12", "data/info:version=3", "data/info:network.ping-timeout=10"]
        let meta = ["meta/cksum:info=34", "meta/info:version=1"]
        let whole = sums(data + meta)
        #expect(whole.keys.sorted() == ["data", "meta"])
        #expect(sums(meta + data.reversed()) == whole, "the order of lines is nothing")
        #expect(sums(data + ["meta/cksum:info=35", "meta/info:version=1"])["data"] == whole["data"])
        #expect(sums(data + ["meta/cksum:info=35", "meta/info:version=1"])["meta"] != whole["meta"])
        #expect(sums(data + meta + ["meta/info:network.ping-timeout=33"])["meta"] != whole["meta"])
        #expect(sums(meta + ["meta/bricks/a:listen-port=49152"])["meta"] == whole["meta"])
        #expect(GlusterParser.storeSums(answer(GlusterCommands.storeSums, "", 1)) == .known([:]))
        #expect(GlusterParser.storeSums(answer(GlusterCommands.storeSums, "", 2)) != .known([:]))
    }

    private static let key = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"
    private static let other = "-----BEGIN PUBLIC KEY-----\nBBBB\n-----END PUBLIC KEY-----\n"

    @Test(arguments: [
        (key, 0, key, 0, 0, []), (key, 1, key, 0, 0, ["expired"]), (key, 0, other, 0, 0, ["does not belong"]),
        ("", 1, "", 1, 2, ["no certificate", "no private key"]), (key, 0, key, 0, 2, ["vouch"]),
    ])
    func filesOfTLS(
        _ certificate: String, _ status: Int, _ key: String, _ keyStatus: Int, _ trust: Int, _ words: [String]
    ) {
        let found = GlusterParser.tls(
            certificate: answer(GlusterCommands.certificateKey, certificate, status),
            key: answer(GlusterCommands.privateKey, key, keyStatus),
            verification: answer(GlusterCommands.verification, "", trust))
        guard case .known(let files) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(files.problems.count == words.count)
        for (problem, word) in zip(files.problems, words) { #expect(problem.contains(word)) }
    }
}
