import ClusterModel
import Foundation
import Manifests
import Presentation
import Testing

/// `manifests/invalid`: each file breaks one rule; the whole output is in the file beside it.
@Suite struct InvalidManifestTests {
    @Test(arguments: try SampleFiles.names("manifests/invalid", ".yaml"))
    func saysExactly(_ name: String) throws {
        let source = try SampleFiles.source("manifests/invalid/\(name)")
        let reading = ManifestReader.read([source])
        let printed = DiagnosticText.render(reading.diagnostics, sources: [source])
        let file = SampleFiles.root.appending(path: "manifests/invalid/\(name.dropLast(5)).expected")
        if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" {
            try printed.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(printed == (try String(contentsOf: file, encoding: .utf8)))
        #expect(reading.isValid == name.hasPrefix("warning-"))
        #expect(!reading.diagnostics.isEmpty)
    }

    @Test func everyExpectationHasItsManifest() throws {
        let expected = try SampleFiles.names("manifests/invalid", ".expected").map { $0.dropLast(9) }
        let cases = try SampleFiles.names("manifests/invalid", ".yaml").map { $0.dropLast(5) }
        #expect(expected == cases)
    }
}
