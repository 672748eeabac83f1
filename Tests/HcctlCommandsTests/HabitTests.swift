import ClusterModel
import Foundation
import Testing

@testable import HcctlCommands

/// The configuration with named clusters, completion, and how much is written.
@Suite struct HabitTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private func config(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "config-\(UUID().uuidString).yaml").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func words(_ name: String?, _ path: String) -> String {
        do {
            return try UserConfigFile.manifests(of: name, at: path)?.joined(separator: " ") ?? "none"
        } catch {
            return "\(error)"
        }
    }

    @Test func clustersHaveNames() throws {
        let path = try config(
            "clusters:\n- {name: lab, manifests: [/a, b]}\n- {name: prod, manifests: [/p]}\ndefault: prod\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        #expect(words("lab", path) == "/a \(folder)/b")
        #expect(words(nil, path) == "/p")
        #expect(words("prd", path).contains("did you mean “prod”?"))
        #expect(words(nil, path + ".none") == "none")
        #expect(words("lab", path + ".none").contains("there is no configuration"))
    }

    @Test func aMistakeIsShownWithItsPlace() async throws {
        let path = try config("clusters:\n- {name: lab, manifest: [/a]}\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let sink = RecordedSink()
        Console.$sink.withValue(sink) {
            #expect(throws: (any Error).self) { try UserConfigFile.manifests(of: "lab", at: path) }
        }
        #expect(sink.text.contains(":2:15: error:") && sink.text.contains("manifests"), "\(sink.text)")
    }

    @Test func resourcesAreCompleted() {
        let names = ResourceCompletion.names(["hcctl", "why", "-f", "\(Self.root)/manifests/lab", "Host/"])
        #expect(names.contains("Host/host1") && names.contains("GlusterVolume/engine"))
        #expect(ResourceCompletion.names(["hcctl", "why", "-f", "/nowhere"]).isEmpty)
    }

    @Test func habitsAreReadBeforeParsing() {
        #expect(OutputHabits(["status", "-q"]).isQuiet && OutputHabits(["status", "--verbose"]).isVerbose)
        #expect(OutputHabits(["status", "--no-color"]).hasNoColour)
        #expect(!OutputHabits(["lab", "run", "--", "ls", "-q"]).isQuiet)
    }

    /// With -q apply writes its result only.
    @Test func quietWritesNoProgress() async {
        let sink = RecordedSink()
        let arguments = ["apply", "--yes", "-q", "--simulate", "-f", "\(Self.root)/manifests/lab"]
        let status = await Console.$sink.withValue(sink) { await CommandLineTool.run(arguments) }
        #expect(status == 0)
        #expect(!sink.text.contains("2> ") && sink.text.contains("converged"))
    }
}
