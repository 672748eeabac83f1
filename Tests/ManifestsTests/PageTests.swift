import ClusterModel
import Foundation
import Testing

@testable import Manifests

/// docs/manifests.md names every field, and its examples are what it says they are.
@Suite struct PageTests {
    private static func page() throws -> String {
        try String(contentsOf: SampleFiles.root.appending(path: "docs/manifests.md"), encoding: .utf8)
    }

    @Test func everyKindIsLinked() throws {
        let page = try Self.page()
        for kind in ResourceKind.allCases {
            #expect(page.contains("[\(kind.rawValue)](reference/\(ReferencePage.fileName(kind)))"), "\(kind)")
        }
    }

    @Test func theLimitsAreThoseOfTheReader() throws {
        let limits = ReaderLimits()
        let figures: [Int] = [limits.bytes, limits.depth, limits.values, limits.scalarBytes]
        let said: [Int] = [4 << 20, 64, 500_000, 64 << 10]
        #expect(figures == said)
        #expect(
            try Self.page().contains(
                "4 MiB, 64 levels of nesting, 500,000 values with aliases followed; of one value 64 KiB"))
    }

    @Test func theExamplesAreASet() throws {
        let blocks = try Self.page().split(separator: "```yaml\n").dropFirst(2).compactMap {
            $0.split(separator: "```").first
        }
        #expect(blocks.count >= 3)
        let others = ["host2", "host3"].map { Written.host($0) }
        let reading = Written.readOnly(blocks.map(String.init) + others)
        #expect(reading.said == [])
        #expect(reading.isValid)
    }
}
