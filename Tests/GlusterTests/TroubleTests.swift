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
        let text = "/var/lib/glusterd/vols/data/cksum:info=12\n/var/lib/glusterd/vols/meta/cksum:info=34\n"
        #expect(
            GlusterParser.storeSums(answer(GlusterCommands.storeSums, text)) == .known(["data": "12", "meta": "34"]))
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
