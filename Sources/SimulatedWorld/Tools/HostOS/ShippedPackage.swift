/// The contents of a Debian package, as far as hosts of the model need them.
struct ShippedPackage: Sendable {
    let name: String
    var programs: [String] = []
    /// Packages that come with it.
    var dependencies: [String] = []
    /// Services, installed stopped and disabled.
    var units: [String] = []
    /// Configuration files, written where they do not exist.
    var files: [(path: String, text: String)] = []
}
