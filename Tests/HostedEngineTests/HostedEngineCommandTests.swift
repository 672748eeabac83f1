import ClusterModel
import TestSupport
import Testing
import World

@testable import HostedEngine

/// What is sent, and where its secrets are.
@Suite struct HostedEngineCommandTests {
    private static let reference: SecretReference = {
        var reference = SecretReference()
        reference.fromFile = "/etc/hcctl/secrets/engine-admin"
        return reference
    }()

    private static let deployment = HostedEngineDeployment(answers: [
        .init("OVEHOSTED_CORE/deployProceed", .truth(true)), .init("OVEHOSTED_NETWORK/fqdn", .text("engine.lab.test")),
        .init("OVEHOSTED_VM/vmMemSizeMB", .integer(16_384)), .init("OVEHOSTED_STORAGE/mntOptions", .none),
        .init("OVEHOSTED_ENGINE/adminPassword", .secret(reference)),
    ])

    private static let mark = "hunter2-of-the-test"

    @Test func theAnswerFileHasTypesAndIsRootsAlone() throws {
        let changes = HostedEngineCommands.changes(for: .deploy(Self.deployment)) { _ in Secret(Array(Self.mark.utf8)) }
        guard case .write(let file)? = changes.first, case .secret(let contents) = file.contents else {
            Issue.record("the first change writes no secret file")
            return
        }
        #expect(file.mode == 0o600 && file.path == "/run/hcctl-hosted-engine.answers")
        #expect(
            String(decoding: contents.reveal(), as: UTF8.self) == """
                [environment:default]
                OVEHOSTED_CORE/deployProceed=bool:True
                OVEHOSTED_NETWORK/fqdn=str:engine.lab.test
                OVEHOSTED_VM/vmMemSizeMB=int:16384
                OVEHOSTED_STORAGE/mntOptions=none:None
                OVEHOSTED_ENGINE/adminPassword=str:\(Self.mark)

                """)
    }

    /// Neither in a command line nor in what a value prints.
    @Test func noSecretIsShown() {
        let changes = HostedEngineCommands.changes(for: .deploy(Self.deployment)) { _ in Secret(Array(Self.mark.utf8)) }
        let shown =
            changes.map { "\($0) \($0.commandLine)" }
            + HostedEngineCommands.preview(.deploy(Self.deployment)).map { "\($0)" }
        #expect(!shown.joined().contains(Self.mark))
        #expect(shown.joined().contains("ExecStopPost=/bin/rm -f /run/hcctl-hosted-engine.answers"))
    }

    @Test(arguments: [
        (HostedEngineAction.setMaintenance(.global), "hosted-engine --set-maintenance --mode=global"),
        (.setMaintenance(.none), "hosted-engine --set-maintenance --mode=none"),
        (
            .set(key: "email.smtp-port", value: "25", of: .broker),
            "hosted-engine --set-shared-config email.smtp-port 25 --type=broker"
        ),
    ])
    func commands(_ action: HostedEngineAction, _ expected: String) {
        #expect(HostedEngineCommands.preview(action).map { "\($0)" } == [expected])
    }

    /// Without one of its secrets nothing is sent.
    @Test func aMissingSecretStopsTheDeployment() async {
        let actuator = HostedEngineActuator(ScriptedTransport([:]), NoSecrets(), term: Term(1))
        let outcomes = await actuator.perform(.deploy(Self.deployment), on: "host1")
        #expect(outcomes == [.notRun(.noSecret(.noSource))])
    }

    private static func answer(_ output: String, _ status: Int = 0, errors: String = "") -> QueryResult {
        QueryResult(
            to: HostedEngineCommands.deployment, from: "host1",
            .finished(Finished(exitStatus: status, output: Array(output.utf8), errors: Array(errors.utf8))))
    }

    @Test func theInstallersRunIsRead() {
        let words = Self.answer(
            "Started hcctl-hosted-engine.service - x.\n[ INFO  ] Stage: Old\n"
                + "Started hcctl-hosted-engine.service - x.\n[ INFO  ] Stage: Initializing\n[ ERROR ] no\n"
                + "hcctl-hosted-engine.service: Failed with result 'exit-code'.\n")
        let failed = HostedEngineParser.deployment(
            Self.answer("ActiveState=failed\nResult=exit-code\nExecMainStatus=1\n"), words: words,
            uptime: Self.answer("90.00 1.0\n"))
        #expect(
            failed
                == .known(
                    HostOperation(
                        .failed(result: "exit-code", status: 1), elapsed: nil,
                        words: ["[ INFO  ] Stage: Initializing", "[ ERROR ] no"])))
        let running = HostedEngineParser.deployment(
            Self.answer("ActiveState=active\nInactiveExitTimestampMonotonic=30000000\n"), words: words,
            uptime: Self.answer("90.00 1.0\n"))
        guard case .known(let work) = running else {
            Issue.record("\(running)")
            return
        }
        #expect(work.state == .running && work.elapsed == .seconds(60))
        let gone = HostedEngineParser.deployment(
            Self.answer("ActiveState=inactive\n"), words: words, uptime: Self.answer("90.00 1.0\n"))
        #expect(gone == .absent)
        let torn = HostedEngineParser.deployment(Self.answer("Acti"), words: words, uptime: Self.answer("1.0\n"))
        guard case .unknown = torn else {
            Issue.record("\(torn)")
            return
        }
    }

    private static let settings = HostedEngineBroker.keys.map { "\n\($0) : x, type : broker\n\n" }

    @Test(arguments: [
        (settings.joined(), "", "known"), (settings.dropFirst().joined(), "", "unknown"),
        ("You must run deploy first\n", "", "absent"),
        ("", "find: 'hosted-engine': No such file or directory\n", "absent"),
        ("Usage: x\n", "Invalid option '--get-shared-config'\n", "absent"), ("", "Traceback\n", "unknown"),
    ])
    func theBrokersSettingsAreWholeOrUnknown(_ output: String, _ errors: String, _ expected: String) {
        let found =
            switch HostedEngineParser.broker(Self.answer(output, 1, errors: errors)) {
            case .known: "known"
            case .absent: "absent"
            case .unknown: "unknown"
            }
        #expect(found == expected)
    }
}
