import Testing

@testable import HcctlCommands

@Suite struct ControllerUnitTests {
    @Test func wordsAreQuotedForSystemd() {
        #expect(ControllerUnit.quoted(#"a "b" \ %h $c"#) == #""a \"b\" \\ %%h $$c""#)
    }

    /// A namespace of its own would hide from the host what the controller mounts there.
    @Test func theUnitHasNoMountNamespace() {
        let unit = ControllerUnit(program: "/usr/bin/hcctl", arguments: ["controller", "--manifests", "/etc/hcctl"])
            .text
        let words = unit.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.prefix { $0 != "=" } }
        let namespaces: Set<Substring> = [
            "ProtectSystem", "ProtectHome", "PrivateTmp", "PrivateDevices", "ReadOnlyPaths", "ReadWritePaths",
            "InaccessiblePaths", "ProtectKernelModules", "ProtectKernelLogs", "ProtectControlGroups", "PrivateMounts",
            "ProtectKernelTunables", "ProtectProc", "TemporaryFileSystem", "BindPaths", "RootDirectory", "DynamicUser",
        ]
        #expect(namespaces.isDisjoint(with: words))
        #expect(unit.contains(#"ExecStart="/usr/bin/hcctl" "controller" "--manifests" "/etc/hcctl""#))
        #expect(unit.contains("KillMode=process") && unit.contains("Type=notify"))
    }

    @Test func loopbackIsNotThisMachine() {
        #expect(!ThisMachine.has("127.0.0.1"))
        #expect(!ThisMachine.has("192.0.2.1"))
        #expect(!ThisMachine.has("no-such-host.invalid"))
    }
}
