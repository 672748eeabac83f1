import ClusterModel
import Foundation
import TestSupport
import Testing

@testable import ControllerHTTP

@Suite struct OpenAPITests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/openapi.json")

    /// The committed document is the one that is served; `UPDATE_EXPECTED=1` writes it.
    @Test func theCommittedDocumentIsTheServedOne() throws {
        let text = "\(OpenAPIDocument.document)\n"
        if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" {
            try Data(text.utf8).write(to: Self.file)
        }
        let committed = try? String(contentsOf: Self.file, encoding: .utf8)
        #expect(committed == text, "docs/openapi.json is old: UPDATE_EXPECTED=1 writes it")
    }

    private static func object(_ value: Any?) throws -> [String: Any] { try #require(value as? [String: Any]) }

    /// Each path leads to its route, and each reference to its part.
    @Test func everyPathIsServedAndEveryReferenceLeadsSomewhere() throws {
        let text = "\(OpenAPIDocument.document)"
        let document = try Self.object(JSONSerialization.jsonObject(with: Data(text.utf8)))
        let paths = try Self.object(document["paths"])
        #expect(paths.count == 13)
        for (path, operations) in paths {
            let route = try #require(
                APIRoute(path: path.replacing("{kind}", with: "Host").replacing("{name}", with: "a")), "\(path)")
            #expect(try Array(Self.object(operations).keys) == [route.method.lowercased()])
        }
        let components = try Self.object(document["components"])
        let references = text.matches(of: #/"#/components/(\w+)/(\w+)"/#)
        #expect(references.count > 30)
        for reference in references {
            let part = try Self.object(components[String(reference.1)])
            #expect(part[String(reference.2)] != nil, "\(reference.0)")
        }
    }
}
