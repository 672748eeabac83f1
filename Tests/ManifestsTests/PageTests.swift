import ClusterModel
import Foundation
import Testing

@testable import Manifests

/// docs/manifests.md names every field, and its examples are what it says they are.
@Suite struct PageTests {
    private static func page() throws -> String {
        try String(contentsOf: SampleFiles.root.appending(path: "docs/manifests.md"), encoding: .utf8)
    }

    @Test func everyFieldIsNamed() throws {
        let page = try Self.page()
        let fields = ClusterSpec.SSH.fields.map { "ssh.\($0.shape.name)" } + HostSpec.fields.map(\.shape.name)
        let storage = HostSpec.Storage.fields.map(\.shape.name).filter { $0 != "mkfs" }.map { "storage[].\($0)" }
        let rest =
            GlusterVolumeSpec.fields.map(\.shape.name).filter { $0 != "owner" } + ["owner.uid", "owner.gid", "hosts"]
        for name in fields + storage + rest + ["storage[].mkfs.inodeSize"] {
            #expect(page.contains("`\(name)`"), "\(name)")
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
        let kinds = Set(ResourceKind.allCases.map(\.rawValue))
        #expect(Set(blocks.compactMap { block in kinds.first { block.contains("kind: \($0)\n") } }) == kinds)
        let others = ["host2", "host3"].map { Written.host($0) }
        let reading = Written.readOnly(blocks.map(String.init) + others)
        #expect(reading.said == [])
        #expect(reading.isValid)
    }
}
