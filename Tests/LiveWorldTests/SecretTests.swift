import ClusterModel
import Foundation
import Glibc
import Testing
import World

@testable import LiveWorld

/// Secrets come from where the manifests say, from nowhere that others can read, and are never shown.
@Suite struct SecretTests {
    private func keeper(_ bench: Workbench, _ variables: [String: String] = [:]) -> LiveSecrets {
        LiveSecrets(bench.transport, home: bench.path) { variables[$0] }
    }

    private func file(_ bench: Workbench, _ text: String, mode: mode_t = 0o600) throws -> SecretReference {
        try text.write(toFile: bench.file("secret"), atomically: false, encoding: .utf8)
        chmod(bench.file("secret"), mode)
        var reference = SecretReference()
        reference.fromFile = bench.file("secret")
        return reference
    }

    private func problem(_ keeper: LiveSecrets, _ reference: SecretReference) async -> SecretProblem? {
        do throws(SecretProblem) {
            _ = try await keeper.secret(reference)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: ["hunter2", "hunter2\n", "hunter2\r\n", "hunter2\nand more\n"])
    func theFirstLineOfAFile(_ text: String) async throws {
        let bench = Workbench()
        let secret = try await keeper(bench).secret(try file(bench, text))
        #expect(secret.reveal() == Array("hunter2".utf8))
    }

    @Test func aPathBelowHome() async throws {
        let bench = Workbench()
        var reference = try file(bench, "x")
        reference.fromFile = "~/secret"
        #expect(try await keeper(bench).secret(reference).reveal() == Array("x".utf8))
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o620, 0o601, 0o660] as [mode_t])
    func aFileThatOthersMayUse(_ mode: mode_t) async throws {
        let bench = Workbench()
        let found = await problem(keeper(bench), try file(bench, "hunter2", mode: mode))
        #expect(found == .tooOpen(path: bench.file("secret"), mode: "0" + String(mode, radix: 8)))
        #expect("\(try #require(found))".hasSuffix("chmod 600 \(bench.file("secret"))"))
    }

    @Test(arguments: [0o600, 0o400] as [mode_t]) func aFileOfItsOwner(_ mode: mode_t) async throws {
        let bench = Workbench()
        #expect(await problem(keeper(bench), try file(bench, "x", mode: mode)) == nil)
    }

    @Test func whatIsNoFile() async throws {
        let bench = Workbench()
        var reference = SecretReference()
        reference.fromFile = bench.path
        #expect(await problem(keeper(bench), reference) == .notAFile(path: bench.path))
        reference.fromFile = bench.file("missing")
        #expect(
            await problem(keeper(bench), reference)
                == .unreadable(path: bench.file("missing"), words: "No such file or directory"))
        #expect(await problem(keeper(bench), try file(bench, "\nx")) == .empty(source: bench.file("secret")))
        let long = String(repeating: "x", count: LiveSecrets.longest + 1)
        #expect(
            await problem(keeper(bench), try file(bench, long))
                == .tooLong(source: bench.file("secret"), limit: LiveSecrets.longest))
        #expect(await problem(keeper(bench), SecretReference()) == .noSource)
    }

    @Test func aVariable() async throws {
        let bench = Workbench()
        var reference = SecretReference()
        reference.fromEnv = "PASSWORD"
        #expect(try await keeper(bench, ["PASSWORD": "x"]).secret(reference).reveal() == Array("x".utf8))
        #expect(await problem(keeper(bench), reference) == .noVariable("PASSWORD"))
    }

    @Test func aProgram() async throws {
        let bench = Workbench()
        var reference = SecretReference()
        reference.fromCommand = ["printf", "%s\\n", "a b"]
        #expect(try await keeper(bench).secret(reference).reveal() == Array("a b".utf8))
        reference.fromCommand = ["ls", "/nowhere/at/all"]
        let found = await problem(keeper(bench), reference)
        #expect("\(try #require(found))".hasPrefix("ls gave no secret: exit status 2: ls: cannot access"))
        reference.fromCommand = ["no-such-program"]
        #expect(
            "\(try #require(await problem(keeper(bench), reference)))".hasPrefix("no-such-program gave no secret: "))
    }

    @Test func nobodySeesIt() async throws {
        let bench = Workbench()
        let secret = try await keeper(bench).secret(try file(bench, "hunter2"))
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!"\(secret) \(dumped) \(String(reflecting: secret))".contains("hunter2"))
    }
}
