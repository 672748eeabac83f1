import ClusterModel
import Testing

@testable import Manifests

/// The manifests that come with hcctl are valid and mean what they say.
@Suite struct SampleTests {
    @Test(arguments: SampleFiles.valid)
    func isValidWithoutAWord(_ name: String) throws {
        let reading = ManifestReader.read(try SampleFiles.valid(name))
        #expect(reading.said == [])
        #expect(reading.isValid)
    }
}
